import { Module, type DynamicModule, type Type } from '@nestjs/common';
import type { Account, EventEnvelope } from '#contracts';
import { Database } from '#persistence';
import { brokerSettings, coreSettings, loadSettings, PlatformModule, startService, type Service } from '#platform';
import { TestIdentity } from '#testing';
import { z } from 'zod';
import type { Broker } from '../src/broker/broker.js';
import { messagingEntities } from '../src/entities.js';
import { EffectStore } from '../src/inbox/effect-guard.js';
import { MessagingModule } from '../src/messaging.module.js';
import { messagingMigrations } from '../src/migration.js';
import { Outbox } from '../src/outbox/outbox.js';
import type { Reaction } from '../src/policies/reaction.js';
import { Whenever } from '../src/policies/whenever.js';
import { ResyncSource, type StatePage } from '../src/resync/resync-publisher.js';
import { CreateNotes1760000000001, Note } from './note.js';
import { changed, signedUp } from './states.js';

/** What a sample service needs from a test. */
export interface Surroundings {
  broker: Broker;
  dataDir: string;
}

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

/** How many students the owner has: the accounts it tells in a resync. */
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

/** A sample of identity: owns accounts, publishes their events, and tells them again when asked. */
export class SampleOwner {
  private constructor(private readonly service: Service) {}

  static async start({ broker, dataDir }: Surroundings): Promise<SampleOwner> {
    const messaging = MessagingModule.with({
      service: 'identity',
      broker,
      policies: [],
      guard: 'inbox',
      aggregates: [Students],
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

  /** The n-th student signs up: state and event commit together. */
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

/** A sample that only subscribes: what it saw, and whether its policies fail. */
export class Seen {
  readonly events: EventEnvelope<'account.signed-up' | 'account.changed'>[] = [];
  fault: Error | undefined;

  get subjects(): string[] {
    return [...new Set(this.events.map(({ subject }) => subject))].sort();
  }
}

@Whenever(['account.signed-up', 'account.changed'], { resync: 'apply' })
export class WheneverAnAccountChangesNoteIt implements Reaction<'account.signed-up' | 'account.changed'> {
  constructor(private readonly seen: Seen) {}

  async react(event: EventEnvelope<'account.signed-up' | 'account.changed'>): Promise<void> {
    if (this.seen.fault) throw this.seen.fault;
    this.seen.events.push(event);
  }
}

/** Counts what must happen once per event: a stand-in for mail. */
@Whenever(['account.signed-up', 'account.changed'], { resync: 'ignore' })
export class WheneverAnAccountChangesSendMail implements Reaction<'account.signed-up' | 'account.changed'> {
  readonly sent: Account[] = [];

  async react({ data }: EventEnvelope<'account.signed-up' | 'account.changed'>): Promise<void> {
    this.sent.push(data);
  }
}

class AlwaysThere extends EffectStore {
  isFault(): boolean {
    return false;
  }

  async ping(): Promise<void> {
    // Memory answers always.
  }
}

@Module({})
class SubscriberModule {}

const policies: Type<Reaction<never>>[] = [WheneverAnAccountChangesNoteIt, WheneverAnAccountChangesSendMail];

/** A sample that only subscribes, with an inbox of its own or guarded by sequences. */
export class SampleSubscriber {
  private constructor(
    private readonly service: Service,
    readonly seen: Seen,
    readonly mail: WheneverAnAccountChangesSendMail,
  ) {}

  static async start(
    name: string,
    guard: 'inbox' | 'sequence',
    { broker, dataDir }: Surroundings,
  ): Promise<SampleSubscriber> {
    const shared = { service: name, broker, policies, resyncWhenNew: true };
    const messaging =
      guard === 'inbox'
        ? MessagingModule.with({ ...shared, guard })
        : MessagingModule.with({ ...shared, guard, store: AlwaysThere });
    const seen = new Seen();
    const mail = new WheneverAnAccountChangesSendMail();
    const service = await start(name, dataDir, (platform) => ({
      module: SubscriberModule,
      imports: [platform, messaging],
      providers: [
        { provide: WheneverAnAccountChangesNoteIt, useValue: new WheneverAnAccountChangesNoteIt(seen) },
        { provide: WheneverAnAccountChangesSendMail, useValue: mail },
        ...(guard === 'inbox' ? [providedDatabase(name, dataDir)] : [AlwaysThere]),
      ],
    }));
    return new SampleSubscriber(service, seen, mail);
  }

  metrics(): Promise<string> {
    return this.service.metrics.text();
  }

  stop(): Promise<void> {
    return this.service.close();
  }
}
