import { Module, type DynamicModule } from '@nestjs/common';
import { Command, CommandHandler, CqrsModule, type ICommandHandler } from '@nestjs/cqrs';
import type { Account, EventEnvelope } from '#contracts';
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
import { TestIdentity } from '#testing';
import { z } from 'zod';
import type { Broker } from '../src/broker/broker.js';
import { messagingEntities } from '../src/entities.js';
import { EffectStore } from '../src/inbox/effect-guard.js';
import { MessagingModule } from '../src/messaging.module.js';
import { messagingMigrations } from '../src/migration.js';
import { Outbox } from '../src/outbox/outbox.js';
import { whenever } from '../src/policies/policy.js';
import { ResyncSource, type StatePage } from '../src/resync/resync-publisher.js';
import { CreateNotes1760000000001, Note } from './note.js';
import { changed, signedUp } from './states.js';

/** The broker and data directory of a test. */
export interface SampleEnvironment {
  broker: Broker;
  dataDir: string;
}

export const retention = loadSettings(z.object({ ...brokerSettings, ...messageSettings }), {});

const providedDatabase = (service: string, dataDir: string) => ({
  provide: Database,
  useFactory: () =>
    Database.open({
      url: 'sqlite:',
      dataDir,
      service,
      entities: [...messagingEntities, Note],
      migrations: [...messagingMigrations, CreateNotes1760000000001],
    }),
});

async function start(
  name: string,
  dataDir: string,
  module: (platform: DynamicModule) => DynamicModule,
): Promise<Service> {
  const settings = loadSettings(z.object({ ...coreSettings, ...brokerSettings }), {
    SUGANG_DATA_DIR: dataDir,
    LOG_LEVEL: 'fatal',
  });
  const { keys } = await TestIdentity.create();
  return startService({ name, settings, module: module(PlatformModule.with({ service: name, settings, keys })) });
}

/** Re-publishes one account per stored note. */
class Students extends ResyncSource {
  readonly kind = 'student';

  constructor(private readonly database: Database) {
    super();
  }

  async page(): Promise<StatePage> {
    const count = await this.database.reader.count(Note);
    return { events: Array.from({ length: count }, (_, n) => changed(n + 1, 1)) };
  }
}

@Module({})
class OwnerModule {}

/** Stands for identity: owns accounts, publishes their events, and re-publishes them on request. */
export class SampleOwner {
  private constructor(private readonly service: Service) {}

  static async start({ broker, dataDir }: SampleEnvironment): Promise<SampleOwner> {
    const messaging = MessagingModule.with({
      service: 'identity',
      broker,
      settings: retention,
      policies: [],
      guard: 'inbox',
      resyncSources: [Students],
      resyncWhenNew: false,
    });
    const students = {
      provide: Students,
      useFactory: (database: Database) => new Students(database),
      inject: [Database],
    };
    return new SampleOwner(
      await start('identity', dataDir, (platform) => ({
        module: OwnerModule,
        imports: [platform, messaging],
        providers: [providedDatabase('identity', dataDir), students],
      })),
    );
  }

  /** Commits a sign-up of the n-th student together with its event. */
  async signUp(n: number): Promise<void> {
    const database = this.service.app.get(Database, { strict: false });
    await database.transaction(async ({ manager }) => {
      await manager.insert(Note, { text: `student ${n}` });
      await this.service.app.get(Outbox, { strict: false }).add(signedUp(n));
    });
  }

  metrics(): Promise<string> {
    return this.service.metrics.text();
  }

  stop(): Promise<void> {
    return this.service.close();
  }
}

/** What the subscriber has received, and the error that its handler throws. */
export class Seen {
  readonly events: EventEnvelope<'account.signed-up' | 'account.changed'>[] = [];
  fault: Error | undefined;

  get subjects(): string[] {
    return [...new Set(this.events.map(({ subject }) => subject))].sort();
  }
}

type AccountEvent = EventEnvelope<'account.signed-up' | 'account.changed'>;

class CopyAccount extends Command<void> {
  constructor(readonly event: AccountEvent) {
    super();
  }
}

@CommandHandler(CopyAccount)
class CopyAccountHandler implements ICommandHandler<CopyAccount> {
  constructor(private readonly seen: Seen) {}

  async execute({ event }: CopyAccount): Promise<void> {
    if (this.seen.fault) throw this.seen.fault;
    this.seen.events.push(event);
  }
}

class SendMail extends Command<void> {
  constructor(readonly account: Account) {
    super();
  }
}

/** Counts an effect that must happen once per event. */
@CommandHandler(SendMail)
class SendMailHandler implements ICommandHandler<SendMail> {
  readonly sent: Account[] = [];

  async execute({ account }: SendMail): Promise<void> {
    this.sent.push(account);
  }
}

const policies = [
  whenever(['account.signed-up', 'account.changed'], { resync: 'apply' }, (event) => new CopyAccount(event)),
  whenever(['account.signed-up', 'account.changed'], { resync: 'ignore' }, ({ data }) => new SendMail(data)),
];

class AlwaysAvailable extends EffectStore {
  isFault(): boolean {
    return false;
  }

  async ping(): Promise<void> {
    // Memory is always available.
  }
}

@Module({})
class SubscriberModule {}

/** A service that only subscribes, with an inbox or with sequences as its guard. */
export class SampleSubscriber {
  private constructor(
    private readonly service: Service,
    readonly seen: Seen,
    readonly mail: { sent: Account[] },
  ) {}

  static async start(
    name: string,
    guard: 'inbox' | 'sequence',
    { broker, dataDir }: SampleEnvironment,
  ): Promise<SampleSubscriber> {
    const shared = { service: name, broker, settings: retention, policies, resyncWhenNew: true };
    const messaging =
      guard === 'inbox'
        ? MessagingModule.with({ ...shared, guard })
        : MessagingModule.with({ ...shared, guard, store: AlwaysAvailable });
    const seen = new Seen();
    const service = await start(name, dataDir, (platform) => ({
      module: SubscriberModule,
      imports: [platform, messaging, CqrsModule.forRoot()],
      providers: [
        { provide: Seen, useValue: seen },
        CopyAccountHandler,
        SendMailHandler,
        ...(guard === 'inbox' ? [providedDatabase(name, dataDir)] : [AlwaysAvailable]),
      ],
    }));
    return new SampleSubscriber(service, seen, service.app.get(SendMailHandler, { strict: false }));
  }

  metrics(): Promise<string> {
    return this.service.metrics.text();
  }

  stop(): Promise<void> {
    return this.service.close();
  }
}
