import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { prefixed } from './log-lines.mjs';

const READY_TIMEOUT_MS = 60_000;

/** One service as a separate process with a small heap; its log lines are prefixed with its name. */
export class DevService {
  constructor(name, port, env) {
    this.name = name;
    this.port = port;
    const flags = ['--enable-source-maps', '--max-semi-space-size=1', '--max-old-space-size=128'];
    this.child = spawn(process.execPath, [...flags, `dist/apps/${name}/src/main.js`], {
      env: { ...env, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
      // An own process group, so that Ctrl-C reaches only this script, which stops the services in order.
      detached: true,
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => console.log(prefixed(name, line)));
    }
    this.ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.hasExited = false;
    void this.ended.then((code) => {
      this.hasExited = true;
      if (!this.stopping) console.log(prefixed(name, `exited unexpectedly (${code})`));
    });
  }

  /** Resolves when its readiness probe responds with 200. */
  async ready() {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    while (Date.now() < deadline && !this.hasExited) {
      if (await this.isReady()) return;
      await new Promise((wake) => setTimeout(wake, 200));
    }
    throw new Error(`${this.name} did not become ready in ${READY_TIMEOUT_MS / 1000} s`);
  }

  async stop() {
    this.stopping = true;
    if (!this.hasExited) this.child.kill('SIGTERM');
    await this.ended;
  }

  kill() {
    this.stopping = true;
    this.child.kill('SIGKILL');
  }

  async isReady() {
    try {
      return (await fetch(`http://127.0.0.1:${this.port}/health/ready`)).ok;
    } catch {
      return false; // Not listening yet.
    }
  }
}
