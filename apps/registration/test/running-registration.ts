import type { Type } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { LectureState } from '#contracts';
import { openWiring, type Broker, type Wiring } from '#messaging';
import { Database } from '#persistence';
import { loadSettings, startService, type Service, type SigningKeys } from '#platform';
import { capturedEvents, TestClock, type CapturedEvents } from '#testing';
import { RegistrationModule, registrationSettings } from '../src/registration.module.js';
import { KeepLectureFacts } from '../src/use-cases/keep-lecture-facts.js';
import { SeatLedger } from '../src/use-cases/seat-ledger.js';
import { PaymentStandIn } from './payment-stand-in.js';

export interface StartOptions {
  dataDir: string;
  settings?: Record<string, string>;
  clock?: TestClock;
  keys?: SigningKeys;
  /** In place of the ledger that guards the seats. */
  ledger?: Type<SeatLedger>;
}

/** Registration on its own, with a stand-in for payment; sweeps rest unless `SUGANG_SWEEP_MS` wakes them. */
export class RunningRegistration {
  private constructor(
    readonly service: Service,
    readonly wiring: Wiring,
    readonly payment: PaymentStandIn,
    readonly events: CapturedEvents,
    readonly clock: TestClock,
  ) {}

  static async start({ dataDir, settings, clock = new TestClock(), keys, ledger }: StartOptions) {
    const loaded = loadSettings(registrationSettings, {
      SUGANG_DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      SUGANG_SWEEP_MS: '60000',
      ...settings,
    });
    const wiring = { ...(await openWiring(loaded)), clock, ...(keys && { keys }) };
    const payment = await PaymentStandIn.on(wiring.rpc);
    const events = await capturedEvents(wiring.broker);
    const module = RegistrationModule.with(loaded, wiring);
    if (ledger) module.providers?.push({ provide: SeatLedger, useClass: ledger });
    const service = await startService({ name: 'registration', module, settings: loaded });
    return new RunningRegistration(service, wiring, payment, events, clock);
  }

  get broker(): Broker {
    return this.wiring.broker;
  }

  get commands(): CommandBus {
    return this.service.app.get(CommandBus);
  }

  get queries(): QueryBus {
    return this.service.app.get(QueryBus);
  }

  get database(): Database {
    return this.service.app.get(Database, { strict: false });
  }

  async knows(...lectures: LectureState[]): Promise<void> {
    for (const lecture of lectures) await this.commands.execute(new KeepLectureFacts(lecture));
  }

  /** Rows of the store, asked for past every port. */
  async rows<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.database.reader.query<Row[]>(sql, parameters);
  }

  async stop(): Promise<void> {
    await this.service.close();
    await this.payment.stop();
    await this.events.close();
    await this.wiring.close();
  }
}
