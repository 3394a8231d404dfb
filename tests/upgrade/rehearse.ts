import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { relationalServices, type ProcessName } from '#contracts';
import { eventually } from '#testing';
import { inspect } from '../../apps/inspector/src/inspect.js';
import { DistributedSystem, type DistributedOptions } from '../support/distributed-system.js';
import { ServiceProcess } from '../support/service-process.js';
import { journey, newStudent, openLecture, shown } from './journey.js';

const run = promisify(execFile);
const BY_COMMAND = { SUGANG_MIGRATIONS: 'by-command' };
/** As the runbook rolls them; My Page stops while events for it wait in the queue of the version before. */
const ORDER: ProcessName[] = ['identity', 'lecture', 'payment', 'registration', 'notification', 'mypage', 'gateway'];

type Say = (line: string) => void;

/** Rolls a system from one build to another, back and again, with the new schema from the start. @throws where a step fails */
export async function rehearse(
  from: string,
  to: string,
  servers: NonNullable<DistributedOptions['servers']>,
  say: Say,
): Promise<void> {
  const system = await DistributedSystem.start({
    servers,
    also: ['notification'],
    process: async (name, env) => Object.assign(await ServiceProcess.of(name, env), { root: from }),
  });
  try {
    await new Rehearsal(system, say).run(from, to);
  } finally {
    await system.stop();
  }
}

class Rehearsal {
  constructor(
    private readonly system: DistributedSystem,
    private readonly say: Say,
  ) {}

  async run(from: string, to: string): Promise<void> {
    await this.step('the earlier version on its own schema', () => journey(this.system.url));
    for (const name of relationalServices) await this.migrate(name, to);
    for (const name of ORDER) await this.start(name, from);
    await this.step('the earlier version on the new schema', () => journey(this.system.url));
    for (const name of ORDER) await this.roll(name, to);
    await this.step('the new version everywhere', () => this.consistent());
    for (const name of ORDER) await this.start(name, from);
    await this.step('the earlier version again, on the new schema and topology', () => journey(this.system.url));
    for (const name of ORDER) await this.start(name, to);
    await this.step('the new version again', async () => {
      await journey(this.system.url);
      await this.consistent();
    });
  }

  private async roll(name: ProcessName, root: string): Promise<void> {
    await this.step(`${name} rolled`, async () => {
      const { url } = this.system;
      if (name !== 'mypage') await this.start(name, root);
      else {
        const [student, lectureId] = [await newStudent(url), await openLecture(url)];
        await this.system.service('mypage').stop();
        const { status, body } = await student.register(lectureId);
        assert.equal(status, 201);
        await this.start('mypage', root);
        await shown(student, body.id as string, 'CONFIRMED', 'COMPLETED');
      }
      await journey(url);
    });
  }

  /** As a rollout does once the migrations have run: a service that misses one does not start. */
  private async start(name: ProcessName, root: string): Promise<void> {
    const service = this.system.service(name);
    await service.stop();
    service.root = root;
    await service.start(BY_COMMAND);
  }

  private async migrate(name: string, root: string): Promise<void> {
    await run(process.execPath, [`dist/apps/${name}/src/migrate.js`], {
      cwd: root,
      env: { PATH: process.env.PATH, DATABASE_URL: this.system.schemaUrl(name), SUGANG_DATA_DIR: this.system.dataDir },
    });
  }

  private async consistent(): Promise<void> {
    const { system } = this;
    const databases = Object.fromEntries(relationalServices.map((name) => [name, system.schemaUrl(name)]));
    const addresses = { databases, views: 'sqlite:', broker: system.brokerUrl, dataDir: system.dataDir };
    await eventually(
      async () => {
        const findings = await inspect(addresses);
        assert.deepEqual(
          findings.flatMap(({ numbers, broken }) => broken.map((each) => `${numbers.join(', ')}: ${each}`)),
          [],
        );
      },
      { within: 120_000 },
    );
  }

  private async step(what: string, work: () => Promise<void>): Promise<void> {
    const begun = performance.now();
    await work();
    this.say(`  ${what}: passed in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  }
}
