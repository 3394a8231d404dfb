import amqp from 'amqplib';
import mysql from 'mysql2/promise';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverUrl } from '#testing';
import { ServiceProcess } from './service-process.js';

export type ServiceName = 'identity' | 'lecture' | 'payment' | 'registration' | 'mypage';
const NAMES: ServiceName[] = ['identity', 'lecture', 'payment', 'registration', 'mypage'];

export interface DistributedOptions {
  /** Processes per service (1). My Page's replicas share one SQLite file where no MongoDB is named. */
  replicas?: Partial<Record<ServiceName, number>>;
  env?: Record<string, string>;
  /** Services that are left out altogether. */
  without?: ServiceName[];
}

/** Every service and the gateway as processes of their own, on real servers, in schemas and queues of their own. */
export class DistributedSystem {
  private readonly id = `t${randomBytes(4).toString('hex')}`;
  private readonly dataDir = mkdtempSync(join(tmpdir(), 'sugang-distributed-'));
  private readonly processes = new Map<ServiceName, ServiceProcess[]>();
  private gateway: ServiceProcess | undefined;

  static async start(options: DistributedOptions = {}): Promise<DistributedSystem> {
    const system = new DistributedSystem();
    await system.begin(options);
    return system;
  }

  /** Address of the gateway. */
  get url(): string {
    return this.gateway!.url;
  }

  service(name: ServiceName, replica = 0): ServiceProcess {
    return this.processes.get(name)![replica]!;
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

  async stop(): Promise<void> {
    const all = [this.gateway, ...[...this.processes.values()].flat()];
    await Promise.all(all.map(async (each) => each?.stop()));
    await this.forget();
  }

  private async begin({ replicas = {}, env = {}, without = [] }: DistributedOptions): Promise<void> {
    const secrets = {
      SUGANG_IDENTITY_KEY: randomBytes(32).toString('base64'),
      SUGANG_PAYMENT_TOKEN_KEY: randomBytes(32).toString('base64'),
    };
    const shared = {
      BROKER_URL: `${serverUrl('rabbitmq')}?namespace=${this.id}`,
      SUGANG_DATA_DIR: this.dataDir,
      SUGANG_RATE_LIMIT: 'off',
      SUGANG_DEMO: 'true',
      ...secrets,
      ...env,
    };
    for (const name of NAMES.filter((each) => !without.includes(each))) {
      const own = { ...shared, DATABASE_URL: this.schemaUrl(name), ...this.keysAt() };
      const count = replicas[name] ?? 1;
      this.processes.set(name, await Promise.all(Array.from({ length: count }, () => ServiceProcess.of(name, own))));
      if (name === 'identity') await this.service('identity').start();
    }
    const rest = [...this.processes]
      .flatMap(([, processes]) => processes)
      .filter((each) => each !== this.service('identity'));
    // Two at a time: more would only wait for the two cores.
    for (let from = 0; from < rest.length; from += 2) {
      await Promise.all(rest.slice(from, from + 2).map((each) => each.start()));
    }
    const upstreams = [...this.processes].map(([name, [first]]) => [`SUGANG_${name.toUpperCase()}_URL`, first!.url]);
    this.gateway = await ServiceProcess.of('gateway', {
      ...shared,
      ...this.keysAt(),
      ...Object.fromEntries(upstreams),
    });
    await this.gateway.start();
  }

  private keysAt(): Record<string, string> {
    const identity = this.processes.get('identity')?.[0];
    return identity ? { SUGANG_JWKS_URL: `${identity.url}/.well-known/jwks.json` } : {};
  }

  private schemaUrl(service: string): string {
    const url = new URL(serverUrl('mysql')!);
    url.pathname = `/sugang_${this.id}_${service}`;
    return url.toString().replace(/^mariadb:/, 'mysql:');
  }

  private async forget(): Promise<void> {
    const connection = await mysql.createConnection(serverUrl('mysql')!.replace(/^mariadb:/, 'mysql:'));
    for (const name of NAMES) await connection.query(`DROP DATABASE IF EXISTS sugang_${this.id}_${name}`);
    await connection.end();
    await this.forgetQueues();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private async forgetQueues(): Promise<void> {
    const broker = await amqp.connect(serverUrl('rabbitmq')!);
    const channel = await broker.createChannel();
    const suffixes = ['', '.parked', '.settled', '.retry.200', '.retry.800', '.retry.3200', '.retry.12800'];
    for (const name of [...NAMES, 'mypage-rebuild']) {
      for (const suffix of suffixes) await channel.deleteQueue(`${this.id}.${name}${suffix}`);
    }
    await channel.deleteQueue(`${this.id}.sugang.payment.rpc`);
    await channel.deleteExchange(`${this.id}.sugang.events`);
    await broker.close();
  }
}
