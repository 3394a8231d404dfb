import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { freePort } from '#testing';

const ROOT = resolve(import.meta.dirname, '../..');

/** Processes of tests are short-lived: they optimize as late as the test process, which saves a sixth of their processor time on startup. */
export const inheritedFlags = process.execArgv.filter((flag) => flag.startsWith('--interrupt-budget'));

/** Child processes end with the test process. */
const alive = new Set<ChildProcess>();
process.on('exit', () => alive.forEach((child) => child.kill('SIGKILL')));

/** One built service as a separate process, on a port that it keeps across restarts. */
export class ServiceProcess {
  /** Folder of the build that the next start uses. */
  root = ROOT;
  protected child: ChildProcess | undefined;
  private output = '';
  private managementPort = 0;

  /** @param imports modules loaded before the service; with them the process has an IPC channel */
  protected constructor(
    readonly name: string,
    readonly port: number,
    private readonly env: Record<string, string>,
    private readonly imports: string[] = [],
  ) {}

  static async of(name: string, env: Record<string, string>): Promise<ServiceProcess> {
    return new ServiceProcess(name, await freePort(), env);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get managementUrl(): string {
    return `http://127.0.0.1:${this.managementPort}`;
  }

  get pid(): number {
    return this.child!.pid!;
  }

  get printed(): string {
    return this.output;
  }

  /** Whether its process exists, even if frozen. */
  get runs(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** @param env additional variables for this start only */
  async start(env: Record<string, string> = {}): Promise<void> {
    this.managementPort ||= await freePort();
    const ports = { PORT: String(this.port), SUGANG_MANAGEMENT_PORT: String(this.managementPort) };
    const { PATH = '', HOME = '' } = process.env;
    const flags = ['--max-old-space-size=160', ...inheritedFlags];
    const imports = this.imports.flatMap((module) => ['--import', module]);
    const child = spawn(process.execPath, [...flags, ...imports, `dist/apps/${this.name}/src/main.js`], {
      cwd: this.root,
      env: { PATH, HOME, ...ports, LOG_LEVEL: 'warn', ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', ...(imports.length > 0 ? (['ipc'] as const) : [])],
    });
    this.child = child;
    alive.add(child);
    child.once('exit', () => alive.delete(child));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    this.spawned(child);
    await this.ready();
  }

  /** Called with each new process, before it is ready. */
  protected spawned(_child: ChildProcess): void {}

  /** Stops it gracefully; resolves with the exit code or signal. */
  async stop(): Promise<number | string | undefined> {
    this.thaw();
    this.child?.kill('SIGTERM');
    return this.ended();
  }

  async kill(): Promise<void> {
    this.child?.kill('SIGKILL');
    await this.ended();
  }

  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  /** Resolves with the exit code or signal when it has ended. */
  async ended(): Promise<number | string | undefined> {
    const { child } = this;
    if (!child) return undefined;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode ?? child.signalCode ?? undefined;
  }

  private async ready(): Promise<void> {
    const deadline = Date.now() + 120_000;
    while (Date.now() < deadline && this.runs) {
      if (await this.answers()) return;
      await new Promise((wake) => setTimeout(wake, 100));
    }
    await this.kill();
    throw new Error(`${this.name} did not become ready:\n${this.output}`);
  }

  private async answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(5_000) })).ok;
    } catch {
      return false; // Not listening yet.
    }
  }
}
