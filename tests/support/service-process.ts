import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** A TCP port on the loopback address that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** One built service as a process of its own, on a port that it keeps over restarts. */
export class ServiceProcess {
  private child: ChildProcess | undefined;
  private output = '';

  private constructor(
    readonly name: string,
    readonly port: number,
    private readonly env: Record<string, string>,
  ) {}

  static async of(name: string, env: Record<string, string>): Promise<ServiceProcess> {
    return new ServiceProcess(name, await freePort(), env);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.child!.pid!;
  }

  get printed(): string {
    return this.output;
  }

  async start(): Promise<void> {
    const { PATH = '', HOME = '' } = process.env;
    const flags = ['--enable-source-maps', '--max-semi-space-size=1', '--max-old-space-size=160'];
    this.child = spawn(process.execPath, [...flags, `dist/apps/${this.name}/src/main.js`], {
      cwd: ROOT,
      env: { PATH, HOME, PORT: String(this.port), LOG_LEVEL: 'warn', ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    await this.ready();
  }

  /** Ends it in order; resolves with its exit code, or the signal that ended it. */
  async stop(): Promise<number | string | undefined> {
    this.child?.kill('SIGTERM');
    return this.ended();
  }

  async kill(): Promise<void> {
    this.child?.kill('SIGKILL');
    await this.ended();
  }

  private async ended(): Promise<number | string | undefined> {
    const { child } = this;
    if (!child) return undefined;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode ?? child.signalCode ?? undefined;
  }

  private async ready(): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline && this.child?.exitCode === null) {
      if (await this.answers()) return;
      await new Promise((wake) => setTimeout(wake, 100));
    }
    await this.kill();
    throw new Error(`${this.name} did not become ready:\n${this.output}`);
  }

  private async answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/health/ready`)).ok;
    } catch {
      return false; // Not listening yet.
    }
  }
}
