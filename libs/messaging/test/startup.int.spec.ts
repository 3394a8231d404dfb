import { Injectable, Module, type DynamicModule, type OnApplicationBootstrap } from '@nestjs/common';
import { Command, CommandHandler, CqrsModule, type ICommandHandler } from '@nestjs/cqrs';
import { afterEach, expect, it } from '@jest/globals';
import { z } from 'zod';
import { Database } from '#persistence';
import {
  brokerSettings,
  coreSettings,
  loadSettings,
  messageSettings,
  PlatformModule,
  startService,
  type Service,
} from '#platform';
import { eventually, tempDir, TestIdentity } from '#testing';
import { InProcessBroker } from '../src/broker/in-process/in-process-broker.js';
import { messagingEntities } from '../src/entities.js';
import { MessagingModule } from '../src/messaging.module.js';
import { messagingMigrations } from '../src/migration.js';
import { whenever } from '../src/policies/policy.js';
import { SampleOwner } from './sample-services.js';

const SLOW_START_MS = 300;

/** Like the command bus it is ready only in the last startup hook, and that hook is slow. */
@Injectable()
class Desk implements OnApplicationBootstrap {
  private isOpen = false;
  readonly served: string[] = [];
  readonly rejected: string[] = [];

  async onApplicationBootstrap(): Promise<void> {
    await new Promise((opened) => setTimeout(opened, SLOW_START_MS));
    this.isOpen = true;
  }

  serve(subject: string): void {
    (this.isOpen ? this.served : this.rejected).push(subject);
    if (!this.isOpen) throw new Error('the service has not been opened yet');
  }
}

class ServeStudent extends Command<void> {
  constructor(readonly subject: string) {
    super();
  }
}

@CommandHandler(ServeStudent)
class ServeStudentHandler implements ICommandHandler<ServeStudent> {
  constructor(private readonly desk: Desk) {}

  async execute({ subject }: ServeStudent): Promise<void> {
    this.desk.serve(subject);
  }
}

const policies = [whenever(['account.signed-up'], { resync: 'apply' }, ({ subject }) => new ServeStudent(subject))];

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

it('a service consumes its waiting messages only after every startup hook has finished', async () => {
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
  await identity.stop(); // This empties its outbox: the message is in the queue now.
  office = await startOffice();

  const desk = office.app.get(Desk, { strict: false });
  await eventually(() => expect(desk.served).not.toEqual([]));
  expect(desk.rejected).toEqual([]);
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
        settings: loadSettings(z.object({ ...brokerSettings, ...messageSettings }), {}),
        policies,
        guard: 'inbox',
        resyncWhenNew: false,
      }),
      CqrsModule.forRoot(),
      { module: DeskModule, global: true, providers: [Desk], exports: [Desk] },
    ],
    providers: [database, ServeStudentHandler],
  };
  return startService({ name: 'office', settings, module });
}
