import mysql from 'mysql2/promise';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceNames, services, type ServiceName } from '#contracts';
import { serverUrl } from '#testing';
import { deleteQueues } from './delete-queues.js';
import { ServiceProcess } from './service-process.js';

export type { ServiceName } from '#contracts';
/** The services that are not optional; identity first, because the others need its keys. */
const required = serviceNames
  .filter((name) => !services[name].optional)
  .toSorted((one, other) => Number(other === 'identity') - Number(one === 'identity'));

export interface DistributedOptions<Process extends ServiceProcess = ServiceProcess> {
  /** Of an earlier system whose schemas and queues this one continues. */
  id?: string | undefined;
  /** Processes per service (1). My Page's replicas share one SQLite file where no MongoDB is named. */
  replicas?: Partial<Record<ServiceName | 'gateway', number>>;
  env?: Record<string, string>;
  /** Additional services. */
  also?: ServiceName[];
  /** Services that are left out altogether. */
  without?: ServiceName[];
  /** Services that the gateway routes to, and that the test starts itself. */
  later?: ServiceName[];
  /** Defaults to the servers that `npm test` provides. */
  servers?: { mysql: string; rabbitmq: string };
  /** Maps a server's address to the address that a service uses. */
  way?: (service: ServiceName, server: 'mariadb' | 'rabbitmq', url: string) => Promise<string>;
  /** Address by which the gateway reaches the replicas of a service (default: the first). */
  upstream?: (service: ServiceName, replicas: Process[]) => Promise<string>;
  /** Address by which clients reach the gateways (default: the first). */
  front?: (gateways: Process[]) => Promise<string>;
  /** Keys for signing tokens, instead of identity's. */
  jwksUrl?: string;
  /** Creates a process. */
  process?: (name: ServiceName | 'gateway', env: Record<string, string>) => Promise<Process>;
}

/** Every service and the gateway as separate processes on real servers, with their own schemas and queues. */
export class DistributedSystem<Process extends ServiceProcess = ServiceProcess> {
  readonly id: string;
  readonly dataDir = mkdtempSync(join(tmpdir(), 'sugang-distributed-'));
  readonly servers: { mysql: string; rabbitmq: string };
  private readonly processes = new Map<ServiceName, Process[]>();
  private gateways: Process[] = [];
  private front: string | undefined;

  private constructor(private readonly options: DistributedOptions<Process>) {
    const { mysql, rabbitmq } = options.servers ?? { mysql: serverUrl('mysql')!, rabbitmq: serverUrl('rabbitmq')! };
    this.id = options.id ?? `t${randomBytes(4).toString('hex')}`;
    this.servers = { mysql: mysql.replace(/^mariadb:/, 'mysql:'), rabbitmq };
  }

  static async start<Process extends ServiceProcess = ServiceProcess>(
    options: DistributedOptions<Process> = {},
  ): Promise<DistributedSystem<Process>> {
    const system = new DistributedSystem(options);
    try {
      await system.begin();
    } catch (error) {
      await Promise.all(system.all.map((each) => each.kill()));
      throw error;
    }
    return system;
  }

  /** Address of the gateway, or of the balancer in front of several. */
  get url(): string {
    return this.front!;
  }

  service(name: ServiceName | 'gateway', replica = 0): Process {
    return (name === 'gateway' ? this.gateways : this.processes.get(name)!)[replica]!;
  }

  /** Every process, the gateways first. */
  get all(): Process[] {
    return [...this.gateways, ...[...this.processes.values()].flat()];
  }

  /** Rows of one service's schema. */
  async rows<Row>(service: ServiceName | 'provider', sql: string): Promise<Row[]> {
    const connection = await mysql.createConnection(this.schemaUrl(service));
    try {
      const [rows] = await connection.query(sql);
      return rows as Row[];
    } finally {
      await connection.end();
    }
  }

  /** Direct address of one service's schema. */
  schemaUrl(service: string): string {
    const url = new URL(this.servers.mysql);
    url.pathname = `/sugang_${this.id}_${service}`;
    return url.toString();
  }

  /** Direct address of the broker, with the namespace of this system. */
  get brokerUrl(): string {
    return `${this.servers.rabbitmq}?namespace=${this.id}`;
  }

  async stop(): Promise<void> {
    await Promise.all(this.all.map(async (each) => each.stop()));
    await this.forget();
  }

  /** Kills it. */
  async kill(): Promise<void> {
    await Promise.all(this.all.map((each) => each.kill()));
    await this.forget();
  }

  private async begin(): Promise<void> {
    const { replicas = {}, env = {}, also = [], without = [], later = [] } = this.options;
    const shared = {
      SUGANG_DATA_DIR: this.dataDir,
      SUGANG_RATE_LIMIT: 'off',
      SUGANG_DEMO: 'true',
      SUGANG_IDENTITY_KEY: randomBytes(32).toString('base64'),
      SUGANG_PAYMENT_TOKEN_KEY: randomBytes(32).toString('base64'),
      ...env,
    };
    const names = [...required, ...also].filter((each) => !without.includes(each));
    for (const name of [...names, ...later]) {
      const own = { ...shared, ...(await this.waysOf(name)), ...this.keysAt() };
      const count = replicas[name] ?? 1;
      this.processes.set(name, await Promise.all(Array.from({ length: count }, () => this.make(name, own))));
      if (name === 'identity') await this.service('identity').start();
    }
    const now = [...this.processes].filter(([name]) => !later.includes(name));
    const rest = now.flatMap(([, processes]) => processes).filter(({ runs }) => !runs);
    // Two at a time, because there are two cores.
    for (let from = 0; from < rest.length; from += 2) {
      await Promise.all(rest.slice(from, from + 2).map((each) => each.start()));
    }
    await this.beginGateway(shared);
  }

  private async beginGateway(shared: Record<string, string>): Promise<void> {
    const { upstream = async (_service, [first]) => first!.url, front = async ([first]) => first!.url } = this.options;
    const upstreams: Record<string, string> = {};
    for (const [name, replicas] of this.processes) {
      upstreams[`SUGANG_${name.toUpperCase()}_URL`] = await upstream(name, replicas);
    }
    const own = { ...shared, ...this.keysAt(), ...upstreams };
    const amount = this.options.replicas?.gateway ?? 1;
    this.gateways = await Promise.all(Array.from({ length: amount }, () => this.make('gateway', own)));
    for (const gateway of this.gateways) await gateway.start();
    this.front = await front(this.gateways);
  }

  private make(name: ServiceName | 'gateway', env: Record<string, string>): Promise<Process> {
    const { process: make = ServiceProcess.of as NonNullable<DistributedOptions<Process>['process']> } = this.options;
    return make(name, env);
  }

  private async waysOf(name: ServiceName): Promise<Record<string, string>> {
    const { way = async (_service, _server, url) => url } = this.options;
    return {
      DATABASE_URL: await way(name, 'mariadb', this.schemaUrl(name)),
      BROKER_URL: await way(name, 'rabbitmq', this.brokerUrl),
    };
  }

  private keysAt(): Record<string, string> {
    const identity = this.processes.get('identity')?.[0];
    const { jwksUrl = identity && `${identity.url}/.well-known/jwks.json` } = this.options;
    return jwksUrl ? { SUGANG_JWKS_URL: jwksUrl } : {};
  }

  private async forget(): Promise<void> {
    const connection = await mysql.createConnection(this.servers.mysql);
    const names = [...this.processes.keys()];
    for (const name of names) await connection.query(`DROP DATABASE IF EXISTS sugang_${this.id}_${name}`);
    await connection.end();
    await deleteQueues(this.servers.rabbitmq, this.id, names);
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
