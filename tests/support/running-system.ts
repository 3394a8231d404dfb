import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { faultsAtStart, PRELOAD, type Faults } from '../faults/preload/preload.js';
import { inheritedFlags } from './service-process.js';

const ROOT = resolve(import.meta.dirname, '../..');
const STANDALONE = join(ROOT, 'dist/apps/standalone/src/main.js');

export interface StartOptions {
  /** Environment of the process, in addition to a free port and its own data directory. */
  env?: Record<string, string>;
  /** Script started instead of the standalone. */
  entry?: string;
  /** Faults of the process: it dies at a fail point, or runs without a guard. */
  faults?: Faults;
  dataDir?: string;
  args?: string[];
}

/** The built system as a separate process, the way a user runs it. */
export class RunningSystem {
  private output = '';

  private constructor(
    readonly process: ChildProcess,
    readonly dataDir: string,
  ) {
    const keep = (chunk: Buffer) => (this.output += chunk.toString());
    process.stdout?.on('data', keep);
    process.stderr?.on('data', keep);
  }

  url = '';
  managementUrl = '';

  static async start(options: StartOptions = {}): Promise<RunningSystem> {
    const system = RunningSystem.spawn(options);
    await system.ready();
    return system;
  }

  /** Starts it without waiting, for starts that are expected to fail. */
  static spawn(options: StartOptions = {}): RunningSystem {
    const { env = {}, entry = STANDALONE, dataDir = RunningSystem.newDataDir(), args = [], faults } = options;
    const preloaded = faults ? ['--import', PRELOAD] : [];
    const child = spawn(process.execPath, ['--enable-source-maps', ...inheritedFlags, ...preloaded, entry, ...args], {
      cwd: ROOT,
      env: {
        ...inherited(),
        PORT: '0',
        SUGANG_DATA_DIR: dataDir,
        SUGANG_RATE_LIMIT: 'off',
        LOG_LEVEL: 'warn',
        ...(faults && faultsAtStart(faults)),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new RunningSystem(child, dataDir);
  }

  static newDataDir(): string {
    return mkdtempSync(join(tmpdir(), 'sugang-'));
  }

  /** Its output so far. */
  get printed(): string {
    return this.output;
  }

  /** Resolves with the exit code or signal. */
  async ended(): Promise<number | string> {
    if (this.process.exitCode !== null) return this.process.exitCode;
    if (this.process.signalCode !== null) return this.process.signalCode;
    const [code, signal] = (await once(this.process, 'exit')) as [number | null, string | null];
    return code ?? signal ?? 'unknown';
  }

  async stop(): Promise<number | string> {
    this.process.kill('SIGTERM');
    return this.ended();
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended();
  }

  forget(): void {
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private async ready(): Promise<void> {
    const deadline = Date.now() + 90_000;
    while (Date.now() < deadline) {
      const address = /http:\/\/(?:localhost|127\.0\.0\.1):(\d+)/.exec(this.output);
      if (address && this.output.includes('is ready')) {
        this.url = `http://127.0.0.1:${address[1]}`;
        this.managementUrl = `http://127.0.0.1:${/:(\d+)\/metrics/.exec(this.output)?.[1]}`;
        return;
      }
      if (this.process.exitCode !== null || this.process.signalCode !== null) break;
      await new Promise((wake) => setTimeout(wake, 20));
    }
    await this.kill();
    throw new Error(`the system did not become ready:\n${this.output}`);
  }
}

function inherited(): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  return { PATH, HOME, ...(TMPDIR && { TMPDIR }) };
}
