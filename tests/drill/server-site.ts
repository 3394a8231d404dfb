import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import mysql, { type RowDataPacket } from 'mysql2/promise';

const run = promisify(execFile);
const RABBITMQCTL = '/usr/lib/rabbitmq/bin/rabbitmqctl';
const BINARY_LOGS = ['--log-bin=binlog', '--server-id=1', '--binlog-format=ROW', '--sync-binlog=1'];
/** Queues, exchanges and bindings are left out: services declare them again and notice that they have missed everything. */
const RESTORED_DEFINITIONS = [
  'rabbit_version',
  'users',
  'vhosts',
  'permissions',
  'topic_permissions',
  'policies',
  'parameters',
  'global_parameters',
];

interface Server {
  readonly pid: number;
  readonly gone: Promise<unknown>;
  stop(): Promise<unknown>;
}
type Start<Extra = object> = (
  folder: string,
  say: (line: string) => void,
  options?: string[],
) => Promise<{ url: string; server: Server } & Extra>;

/** A backup that is complete up to the last shipped binary log. */
export interface Backup {
  folder: string;
  logs: string[];
  bytes: number;
}

/** Dumps and binary logs are read by programs that the server's package does not contain. */
async function installTools(say: (line: string) => void): Promise<void> {
  const script: string = '../../scripts/servers/debian.mjs';
  const { install, programPath } = (await import(script)) as {
    install(packages: string[], say: (line: string) => void): Promise<void>;
    programPath(name: string): string | undefined;
  };
  if (!programPath('mariadb-dump') || !programPath('mariadb-binlog')) await install(['mariadb-client'], say);
}

/** A MariaDB with binary logs and a RabbitMQ, both with all their data under one folder. */
export class ServerSite {
  private constructor(
    private readonly folder: string,
    private readonly mariadb: { url: string; server: Server },
    private readonly rabbitmq: { url: string; server: Server; env: Record<string, string>; pidFile: string },
  ) {}

  static async start(folder: string, say: (line: string) => void): Promise<ServerSite> {
    mkdirSync(folder, { recursive: true });
    await installTools(say);
    const script = async <Exports>(name: string) => (await import(`../../scripts/servers/${name}.mjs`)) as Exports;
    const { startMariadb } = await script<{ startMariadb: Start }>('mariadb');
    const { startRabbitmq } = await script<{
      startRabbitmq: Start<{ env: Record<string, string>; pidFile: string }>;
    }>('rabbitmq');
    const mariadb = await startMariadb(folder, say, BINARY_LOGS);
    return new ServerSite(folder, mariadb, await startRabbitmq(folder, say));
  }

  get urls(): { mysql: string; rabbitmq: string } {
    return { mysql: this.mariadb.url, rabbitmq: this.rabbitmq.url };
  }

  /** A snapshot of all schemas at one position of the binary log, and the definitions of the broker; the system goes on. */
  async backUp(schemas: string[], folder: string): Promise<Backup> {
    mkdirSync(folder, { recursive: true });
    const dump = spawn(
      'mariadb-dump',
      [...this.client(), '--single-transaction', '--master-data=2', '--databases', ...schemas],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = once(dump, 'exit');
    await pipeline(dump.stdout, createWriteStream(join(folder, 'schemas.sql')));
    const [code] = (await ended) as [number];
    if (code !== 0) throw new Error(`mariadb-dump ended with ${code}`);
    await this.ctl('export_definitions', join(folder, 'definitions.json'));
    return { folder, logs: [], bytes: statSync(join(folder, 'schemas.sql')).size };
  }

  /** Copies what the binary logs have got since the backup, as a site does continuously. */
  async shipLogs(backup: Backup): Promise<void> {
    const connection = await mysql.createConnection(this.mariadb.url);
    await connection.query('FLUSH BINARY LOGS');
    const [logs] = await connection.query<RowDataPacket[]>('SHOW BINARY LOGS');
    await connection.end();
    // The last one is being written.
    for (const { Log_name: name } of logs.slice(0, -1)) {
      if (backup.logs.includes(name as string)) continue;
      copyFileSync(join(this.folder, 'mariadb', name as string), join(backup.folder, name as string));
      backup.logs.push(name as string);
    }
  }

  /** Replays a backup, with everything that was shipped, into these empty servers. */
  async restore({ folder, logs }: Backup): Promise<void> {
    const dump = join(folder, 'schemas.sql');
    await this.load(createReadStream(dump));
    const position = /MASTER_LOG_FILE='([^']+)', MASTER_LOG_POS=(\d+)/.exec(readFileSync(dump, 'utf8'));
    if (!position) throw new Error('the dump does not name its position in the binary log');
    const [, first, from] = position as unknown as [string, string, string];
    const since = logs.slice(logs.indexOf(first)).map((name) => join(folder, name));
    const replay = spawn('mariadb-binlog', ['--disable-log-bin', `--start-position=${from}`, ...since], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(replay, 'exit');
    await this.load(replay.stdout);
    const [code] = (await ended) as [number];
    if (code !== 0) throw new Error(`mariadb-binlog ended with ${code}`);
    await this.importDefinitions(join(folder, 'definitions.json'));
  }

  /** Ends the servers without warning and deletes their data. */
  async destroy(): Promise<void> {
    process.kill(this.mariadb.server.pid, 'SIGKILL');
    process.kill(Number(readFileSync(this.rabbitmq.pidFile, 'utf8')), 'SIGKILL');
    await Promise.all([this.mariadb.server.gone, this.rabbitmq.server.gone]);
    await this.rabbitmq.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async load(source: NodeJS.ReadableStream): Promise<void> {
    const client = spawn('mariadb', this.client(), { stdio: ['pipe', 'ignore', 'inherit'] });
    const ended = once(client, 'exit');
    await pipeline(source, client.stdin);
    const [code] = (await ended) as [number];
    if (code !== 0) throw new Error(`mariadb ended with ${code}`);
  }

  private async importDefinitions(file: string): Promise<void> {
    const definitions = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    const restored = Object.entries(definitions).filter(([name]) => RESTORED_DEFINITIONS.includes(name));
    const own = join(this.folder, 'definitions.json');
    writeFileSync(own, JSON.stringify(Object.fromEntries(restored)));
    await this.ctl('import_definitions', own);
  }

  private async ctl(...args: string[]): Promise<void> {
    await run(RABBITMQCTL, ['--quiet', ...args], { env: this.rabbitmq.env, timeout: 60_000 });
  }

  private client(): string[] {
    const { hostname, port } = new URL(this.mariadb.url);
    return ['--no-defaults', `--host=${hostname}`, `--port=${port}`, '--user=root'];
  }
}
