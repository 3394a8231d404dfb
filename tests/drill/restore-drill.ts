import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { relationalServices } from '#contracts';
import { Client, lectureBody } from '../support/client.js';
import { DistributedSystem } from '../support/distributed-system.js';
import { ServerSite } from './server-site.js';

const CONSUMERS_OF_STATES = ['registration', 'lecture', 'notification'];
const CONSUMERS_OF_EVENTS = ['payment', 'notification'];
const SETTLE_SECONDS = 180;

export interface DrillReport {
  /** Registrations that students got a response for, and those of them that the restored system does not have. */
  acknowledged: number;
  lost: number;
  /** Those that were acknowledged before the last binary log was shipped, and are lost nevertheless. */
  lostBeforeShipping: number;
  /** Seconds between the last shipped log and the loss of the site. */
  rpoSeconds: number;
  /** Seconds from the start of empty servers until every invariant holds. */
  rtoSeconds: number;
  backupSeconds: number;
  backupBytes: number;
  /** What `check-invariants` printed, and its exit code. */
  invariants: { code: number; output: string };
}

interface Acknowledged {
  id: string;
  at: number;
}

/** Students sign up and register until they are stopped; every second one cancels. */
class Students {
  readonly acknowledged: Acknowledged[] = [];
  private stopped = false;
  private readonly running: Promise<void>[];

  constructor(
    private readonly url: string,
    private readonly lectureId: string,
  ) {
    this.running = [this.register(), this.register()];
  }

  async more(count: number): Promise<void> {
    const enough = this.acknowledged.length + count;
    while (this.acknowledged.length < enough) await pause(50);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running);
  }

  private async register(): Promise<void> {
    for (let n = 0; !this.stopped; n += 1) {
      try {
        const student = await Client.signUp(this.url, `${randomUUID()}@sugang.dev`);
        const { status, body } = await student.register(this.lectureId);
        if (status === 201 || status === 202) this.acknowledged.push({ id: body.id as string, at: performance.now() });
        if (n % 2 === 1) await student.cancel(body.id as string);
      } catch {
        await pause(50); // The system is gone: nothing was acknowledged.
      }
    }
  }
}

/** Loses a site under load and restores its backup into empty servers, in the order of docs/backup.md. */
export async function restoreDrill(say: (line: string) => void): Promise<DrillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'sugang-drill-'));
  const sites: ServerSite[] = [];
  const systems: DistributedSystem[] = [];
  const site = async (name: string) => {
    const started = await ServerSite.start(join(folder, name), say);
    sites.push(started);
    return started;
  };
  const env = {
    SUGANG_IDENTITY_KEY: randomBytes(32).toString('base64'),
    SUGANG_PAYMENT_TOKEN_KEY: randomBytes(32).toString('base64'),
    SUGANG_SIGN_UPS_PER_HOUR: '100000',
  };
  const start = async (at: ServerSite, id?: string) => {
    const system = await DistributedSystem.start({ servers: at.urls, also: ['notification'], env, id });
    systems.push(system);
    return system;
  };
  try {
    const first = await site('first');
    const system = await start(first);
    const schemas = relationalServices.map((name) => new URL(system.schemaUrl(name)).pathname.slice(1));
    const students = new Students(system.url, await openLecture(system.url));
    await students.more(20);
    const [backup, backupSeconds] = await timed(() => first.backUp(schemas, join(folder, 'backup')));
    say(`backup of ${schemas.length} schemas under load: ${backup.bytes} bytes in ${backupSeconds} s`);
    await students.more(20);
    const shippedFrom = performance.now();
    await first.shipLogs(backup);
    const shippedAt = performance.now();
    await students.more(10);
    await Promise.all(system.all.map((each) => each.kill()));
    await first.destroy();
    const rpoSeconds = seconds(performance.now() - shippedAt);
    await students.stop();
    sites.length = 0;
    say(`the site is lost, ${rpoSeconds} s after the last shipped log`);

    let rows: { id: string }[] = [];
    const [invariants, rtoSeconds] = await timed(async () => {
      const second = await site('second');
      const [, restoreSeconds] = await timed(() => second.restore(backup));
      say(`restored into empty servers in ${restoreSeconds} s`);
      const restored = await start(second, system.id);
      rows = await restored.rows<{ id: string }>('registration', 'SELECT id FROM registration');
      await recover(restored);
      return checkInvariants(restored);
    });
    say(`check-invariants ended with ${invariants.code}, ${rtoSeconds} s after the start of the empty servers`);
    const known = new Set(rows.map(({ id }) => id));
    const lost = students.acknowledged.filter(({ id }) => !known.has(id));
    return {
      acknowledged: students.acknowledged.length,
      lost: lost.length,
      lostBeforeShipping: lost.filter(({ at }) => at < shippedFrom).length,
      ...{ rpoSeconds, rtoSeconds, backupSeconds, backupBytes: backup.bytes, invariants },
    };
  } finally {
    for (const each of systems) await Promise.all(each.all.map((service) => service.kill()));
    for (const each of sites) await each.destroy();
    for (const { dataDir } of systems) rmSync(dataDir, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openLecture(url: string): Promise<string> {
  const park = await Client.login(url, 'park@sugang.dev');
  const { body } = await park.post('/admin/lectures', lectureBody({ capacity: 100_000 }));
  while ((await park.get(`/lectures/${body.id}/availability`)).status !== 200) await pause(50);
  return body.id as string;
}

/** Step 4 of docs/backup.md: states again for every consumer of states, the events that a resync does not repair, and the views. */
async function recover(system: DistributedSystem): Promise<void> {
  const env = { BROKER_URL: system.brokerUrl };
  for (const consumer of CONSUMERS_OF_STATES) await command(env, 'libs/messaging/src/cli/resync.js', consumer);
  for (const consumer of CONSUMERS_OF_EVENTS) await command(env, 'libs/messaging/src/cli/republish.js', consumer);
  await command(env, 'apps/mypage/src/cli/rebuild.js', 'mypage');
}

async function checkInvariants(system: DistributedSystem): Promise<DrillReport['invariants']> {
  const addresses = relationalServices.map((name) => [`${name.toUpperCase()}_DATABASE_URL`, system.schemaUrl(name)]);
  const env = {
    ...(Object.fromEntries(addresses) as Record<string, string>),
    BROKER_URL: system.brokerUrl,
    SUGANG_DATA_DIR: system.dataDir,
  };
  return ended(env, 'apps/inspector/src/main.js', '--wait', String(SETTLE_SECONDS));
}

async function command(env: Record<string, string>, ...args: string[]): Promise<void> {
  const [script = '', ...rest] = args;
  const { code, output } = await ended(env, script, ...rest);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${output}`);
}

const ended = (env: Record<string, string>, script: string, ...args: string[]) =>
  new Promise<{ code: number; output: string }>((done) => {
    const options = { env: { PATH: process.env.PATH, ...env }, maxBuffer: 1 << 24 };
    execFile(process.execPath, [`dist/${script}`, ...args], options, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code), output: out + err }),
    );
  });

const seconds = (ms: number): number => Math.round(ms / 100) / 10;

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const begun = performance.now();
  const result = await work();
  return [result, seconds(performance.now() - begun)];
}
