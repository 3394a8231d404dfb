import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { lineOf } from './lines.mjs';

const READY_WITHIN_MS = 60_000;

/** One service as a process of its own, as small as its work allows, its log lines prefixed with its name. */
export class DevService {
  constructor(name, { port }, env) {
    this.name = name;
    this.port = port;
    const flags = ['--enable-source-maps', '--max-semi-space-size=1', '--max-old-space-size=128'];
    this.child = spawn(process.execPath, [...flags, `dist/apps/${name}/src/main.js`], {
      env: { ...env, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: Ctrl-C at the terminal goes to us alone, and we end the services in order.
      detached: true,
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => console.log(lineOf(name, line)));
    }
    this.ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.isOver = false;
    void this.ended.then((code) => {
      this.isOver = true;
      if (!this.stopping) console.log(lineOf(name, `has ended by itself (${code})`));
    });
  }

  /** Resolves when its readiness probe answers 200. */
  async ready() {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (Date.now() < deadline && !this.isOver) {
      if (await this.answers()) return;
      await new Promise((wake) => setTimeout(wake, 200));
    }
    throw new Error(`${this.name} did not become ready`);
  }

  async stop() {
    this.stopping = true;
    if (!this.isOver) this.child.kill('SIGTERM');
    await this.ended;
  }

  kill() {
    this.stopping = true;
    this.child.kill('SIGKILL');
  }

  async answers() {
    try {
      return (await fetch(`http://127.0.0.1:${this.port}/health/ready`)).ok;
    } catch {
      return false; // Not listening yet: that is the answer.
    }
  }
}
