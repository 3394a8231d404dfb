import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { ServiceName } from '#contracts';
import { eventually } from '#testing';
import { balance, type Balancer } from '../faults/lab/balancer.js';
import { describeWithOwnServers } from '../faults/lab/describe-with-own-servers.js';
import { LabService } from '../faults/lab/lab-service.js';
import type { LabRabbitmq } from '../faults/lab/lab-rabbitmq.js';
import { startServers } from '../faults/lab/servers.js';
import { Client, lectureBody } from '../support/client.js';
import { DistributedSystem } from '../support/distributed-system.js';

const newKey = () => randomBytes(32).toString('base64');
const newSecret = () => randomBytes(32).toString('base64url');
const PAUSE_MS = 400;

/** Students that sign up, sign in and register one after the other, and one who signs in again and again. */
class Visitors {
  readonly failures: string[] = [];
  visits = 0;
  private stopped = false;
  private readonly running: Promise<void>[];

  constructor(
    private readonly url: string,
    private readonly lectureId: string,
  ) {
    this.running = [
      this.repeat('login', () => Client.login(url, 'mina@sugang.dev')),
      this.repeat('registration', () => this.register()),
    ];
  }

  /** Resolves when each of them has come a few more times. */
  async more(): Promise<void> {
    const from = this.visits;
    await eventually(() => expect(this.visits).toBeGreaterThan(from + 5), { within: 60_000 });
  }

  /** The status of a new registration, for which payment was called. */
  async paid(): Promise<string> {
    const student = await Client.signUp(this.url, `${randomUUID()}@sugang.dev`);
    return (await student.register(this.lectureId)).body.status as string;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running);
  }

  private async register(): Promise<void> {
    const { lectureId } = this;
    const student = await Client.signUp(this.url, `${randomUUID()}@sugang.dev`);
    const key = randomUUID();
    const answers = [
      await student.register(lectureId, 'tok_ok', key),
      await student.register(lectureId, 'tok_ok', key),
    ];
    for (const { status, body } of answers)
      if (status !== 201 && status !== 202) throw new Error(`${status} ${JSON.stringify(body)}`);
  }

  private async repeat(what: string, visit: () => Promise<unknown>): Promise<void> {
    while (!this.stopped) {
      try {
        await visit();
      } catch (error) {
        this.failures.push(`${what}: ${String(error)}`);
      }
      this.visits += 1;
      await pause(PAUSE_MS);
    }
  }
}

describeWithOwnServers('the rotation of every secret as the page on key rotation describes it', () => {
  const balancers: Balancer[] = [];
  const balanced = async (replicas: LabService[]) => {
    const balancer = await balance(replicas);
    balancers.push(balancer);
    return balancer.url;
  };
  const changed: Partial<Record<ServiceName, Record<string, string>>> = {};
  const secrets = {
    SUGANG_IDENTITY_KEY: newKey(),
    SUGANG_PAYMENT_TOKEN_KEY: newKey(),
    SUGANG_FINGERPRINT_KEY: newKey(),
    SUGANG_CLIENT_SECRET: newSecret(),
  };
  const next = { secret: newSecret(), fingerprintKey: newKey() };
  let servers: Awaited<ReturnType<typeof startServers>>;
  let system: DistributedSystem<LabService>;
  let visitors: Visitors;

  /** Restarts the replicas of a service one after the other with changed settings. */
  async function restart(service: ServiceName, settings: Record<string, string>): Promise<void> {
    Object.assign((changed[service] ??= {}), settings);
    for (const replica of system.all.filter(({ name }) => name === service)) {
      await replica.stop();
      await replica.start(changed[service]);
      await pause(500);
    }
    await visitors?.more();
  }

  const sql = (statement: string) => servers.mariadb.rows('mysql', statement);
  const ctl = (...args: string[]) => (servers.rabbitmq as LabRabbitmq).ctl(...args);
  const asUser = (url: string, user: string) => Object.assign(new URL(url), { username: user, password: user }).href;

  async function createUser(name: string): Promise<void> {
    await sql(`CREATE USER ${name}@'%' IDENTIFIED BY '${name}'`);
    await sql(`GRANT ALL ON *.* TO ${name}@'%'`);
    await ctl('add_user', name, name);
    await ctl('set_permissions', name, '.*', '.*', '.*');
  }

  const secondUser = (service: ServiceName) => ({
    DATABASE_URL: asUser(system.schemaUrl(service), 'second'),
    BROKER_URL: asUser(system.brokerUrl, 'second'),
  });

  beforeAll(async () => {
    servers = await startServers();
    await createUser('first');
    system = await DistributedSystem.start<LabService>({
      servers: { mysql: servers.mariadb.url, rabbitmq: servers.rabbitmq.url },
      replicas: { identity: 2, registration: 2 },
      without: ['mypage'],
      env: {
        ...secrets,
        SUGANG_DRAIN_WAIT_MS: '1000',
        SUGANG_SIGN_UPS_PER_HOUR: '100000',
        SUGANG_SERVICE_CLIENTS: `registration:${secrets.SUGANG_CLIENT_SECRET}`,
        SUGANG_CLIENT_ID: 'registration',
      },
      process: (name, env) => LabService.make(name, env),
      way: async (_service, _server, url) => asUser(url, 'first'),
      upstream: (_service, replicas) => balanced(replicas),
    });
    const identity = await balanced(system.all.filter(({ name }) => name === 'identity'));
    // Payment is called over HTTP, so that the secret of a service client is in use.
    const overHttp = { PAYMENT_URL: system.service('payment').url, SUGANG_TOKEN_URL: `${identity}/oauth/token` };
    await restart('registration', overHttp);
    const park = await Client.login(system.url, 'park@sugang.dev');
    const { body } = await park.post('/admin/lectures', lectureBody({ capacity: 100_000 }));
    await eventually(async () => expect((await park.get(`/lectures/${body.id}/availability`)).status).toBe(200));
    visitors = new Visitors(system.url, body.id as string);
    await visitors.more();
  }, 240_000);

  afterAll(async () => {
    await visitors?.stop();
    await Promise.all(balancers.map((each) => each.close()));
    await system?.kill();
    await servers?.stop();
  }, 120_000);

  it('keeps every login and registration when new keys and a new client secret are added beside the old ones', async () => {
    const kids = () => system.rows<{ kid: string }>('identity', 'SELECT kid FROM signing_keys');
    expect(await kids()).toHaveLength(1);
    await system.rows('identity', 'UPDATE signing_keys SET signs_from = signs_from - INTERVAL 30 DAY');
    await restart('identity', {
      SUGANG_IDENTITY_KEY: newKey(),
      SUGANG_IDENTITY_KEY_PREVIOUS: secrets.SUGANG_IDENTITY_KEY,
      SUGANG_SERVICE_CLIENTS: `registration:${secrets.SUGANG_CLIENT_SECRET},registration:${next.secret}`,
    });
    expect(await kids()).toHaveLength(2);
    await restart('payment', {
      SUGANG_PAYMENT_TOKEN_KEY: newKey(),
      SUGANG_PAYMENT_TOKEN_KEY_PREVIOUS: secrets.SUGANG_PAYMENT_TOKEN_KEY,
    });
    await restart('registration', { SUGANG_FINGERPRINT_KEY_PREVIOUS: next.fingerprintKey });
    expect(visitors.failures).toEqual([]);
  }, 240_000);

  it('keeps every login, registration and repeated request when registration changes to the new ones', async () => {
    await createUser('second');
    await restart('registration', {
      SUGANG_CLIENT_SECRET: next.secret,
      SUGANG_FINGERPRINT_KEY: next.fingerprintKey,
      SUGANG_FINGERPRINT_KEY_PREVIOUS: secrets.SUGANG_FINGERPRINT_KEY,
      ...secondUser('registration'),
    });
    expect(visitors.failures).toEqual([]);
  }, 180_000);

  it('keeps every login and registration when the old ones are removed, with the users of the database and of the broker', async () => {
    await restart('identity', {
      SUGANG_IDENTITY_KEY_PREVIOUS: '',
      SUGANG_SERVICE_CLIENTS: `registration:${next.secret}`,
      ...secondUser('identity'),
    });
    await restart('payment', { SUGANG_PAYMENT_TOKEN_KEY_PREVIOUS: '', ...secondUser('payment') });
    await restart('lecture', secondUser('lecture'));
    await sql(`DROP USER first@'%'`);
    await ctl('delete_user', 'first');
    await visitors.more();
    expect(visitors.failures).toEqual([]);
    await eventually(async () => expect(await visitors.paid()).toBe('CONFIRMED'), { within: 60_000 });
  }, 240_000);

  it('detects a failed login (negative control)', async () => {
    const replicas = system.all.filter(({ name }) => name === 'identity');
    await Promise.all(replicas.map((each) => each.stop()));
    await eventually(() => expect(visitors.failures).toContainEqual(expect.stringMatching(/^login: /)));
  }, 60_000);
});
