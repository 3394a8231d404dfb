import { Injectable, Module, type DynamicModule, type OnApplicationBootstrap } from '@nestjs/common';
import { afterEach, expect, it } from '@jest/globals';
import { z } from 'zod';
import { Database } from '#persistence';
import { brokerSettings, coreSettings, loadSettings, PlatformModule, startService, type Service } from '#platform';
import { eventually, tempDir, TestIdentity } from '#testing';
import { InProcessBroker } from '../src/broker/in-process/in-process.broker.js';
import { messagingEntities } from '../src/entities.js';
import { MessagingModule } from '../src/messaging.module.js';
import { messagingMigrations } from '../src/migration.js';
import type { Reaction } from '../src/policies/reaction.js';
import { Whenever } from '../src/policies/whenever.js';
import { SampleOwner } from './sample-services.js';

const SLOW_START_MS = 300;

/** As the command bus does, it learns what it can do in the last hook of the start; and it takes its time. */
@Injectable()
class Desk implements OnApplicationBootstrap {
  private isOpen = false;
  readonly served: string[] = [];
  readonly turnedAway: string[] = [];

  async onApplicationBootstrap(): Promise<void> {
    await new Promise((opened) => setTimeout(opened, SLOW_START_MS));
    this.isOpen = true;
  }

  serve(subject: string): void {
    (this.isOpen ? this.served : this.turnedAway).push(subject);
    if (!this.isOpen) throw new Error('the desk is not open yet');
  }
}

@Whenever(['account.signed-up'], { resync: 'apply' })
class WheneverSomebodySignsUpServeThem implements Reaction<'account.signed-up'> {
  constructor(private readonly desk: Desk) {}

  async react({ subject }: { subject: string }): Promise<void> {
    this.desk.serve(subject);
  }
}

@Module({})
class DeskModule {}

@Module({})
class OfficeModule {}

const dataDir = tempDir('beginning');
const broker = new InProcessBroker({ dataDir });
let office: Service | undefined;

afterEach(async () => {
  await office?.close();
  await broker.close();
});

it('a service consumes what waits for it once all of it has started, and not a moment before', async () => {
  const handle = async () => ({ kind: 'done' }) as const;
  const queue = await broker.subscribe({
    consumer: 'office',
    bindings: ['account.signed-up.v1'],
    concurrency: 1,
    handle,
  });
  await queue.close();
  const identity = await SampleOwner.start({ broker, dataDir });
  await identity.signUp(1);
  await identity.stop(); // its outbox is empty then, and the message in the queue
  office = await startOffice();

  const desk = office.app.get(Desk, { strict: false });
  await eventually(() => expect(desk.served).not.toEqual([]));
  expect(desk.turnedAway).toEqual([]);
});

async function startOffice(): Promise<Service> {
  const settings = loadSettings(z.object({ ...coreSettings, ...brokerSettings }), {
    SUGANG_DATA_DIR: dataDir,
    LOG_LEVEL: 'fatal',
  });
  const { keys } = await TestIdentity.create();
  const database = {
    provide: Database,
    useFactory: () =>
      Database.open({
        url: 'sqlite:',
        dataDir,
        service: 'office',
        entities: messagingEntities,
        migrations: messagingMigrations,
      }),
  };
  const module: DynamicModule = {
    module: OfficeModule,
    imports: [
      PlatformModule.with({ service: 'office', settings, keys }),
      MessagingModule.with({
        service: 'office',
        broker,
        policies: [WheneverSomebodySignsUpServeThem],
        guard: 'inbox',
        resyncWhenNew: false,
      }),
      { module: DeskModule, global: true, providers: [Desk], exports: [Desk] },
    ],
    providers: [database, WheneverSomebodySignsUpServeThem],
  };
  return startService({ name: 'office', settings, module });
}
