import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const hooks = new URL('./typescript-hooks.mjs', import.meta.url).href;

export class TypeScriptChild {
  /** The lines that it has written to standard output so far. */
  readonly lines: string[] = [];
  complaints = '';
  private readonly child: ChildProcess;
  private readonly over: Promise<unknown>;

  /** @param entry URL of the file, from `new URL('./entry.ts', import.meta.url)` */
  constructor(entry: URL, args: string[] = [], env: Record<string, string> = {}) {
    const options = ['--no-warnings', '--conditions=source', '--import', hooks];
    this.child = spawn(process.execPath, [...options, fileURLToPath(entry), ...args], {
      env: { ...process.env, ...env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.over = once(this.child, 'close');
    createInterface({ input: this.child.stdout! }).on('line', (line) => this.lines.push(line));
    this.child.stderr!.on('data', (chunk: Buffer) => (this.complaints += chunk.toString()));
  }

  /** Waits until it exits; returns its exit code, or null after a signal. */
  async ended(): Promise<number | null> {
    await this.over;
    return this.child.exitCode;
  }

  /** Sends SIGKILL. Resolves when the process has exited and all its output has been read. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.over;
  }
}
