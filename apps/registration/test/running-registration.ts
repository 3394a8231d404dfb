import { afterAll, beforeAll } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { LectureState } from '#contracts';
import { openWiring, type Broker, type Wiring } from '#messaging';
import { Database } from '#persistence';
import { startService, type Service, type SigningKeys } from '#platform';
import { aLecture, capturedEvents, cast, idOf, tempDir, TestClock, TestIdentity } from '#testing';
import type { CapturedEvents, TokenClaims } from '#testing';
import { RegistrationModule, RegistrationSettings } from '../src/registration.module.js';
import { UpdateLectureCopy } from '../src/use-cases/update-lecture-copy.js';
import { SeatLedger } from '../src/ports/seat-ledger.js';
import { FakePayment } from './fake-payment.js';
import { Student } from './student.js';

export interface StartOptions {
  dataDir: string;
  settings?: Record<string, string>;
  /** By default a test clock. */
  clock?: TestClock | 'of the store';
  keys?: SigningKeys;
  /** Replaces the seat ledger. */
  ledger?: Type<SeatLedger>;
}

/** Registration with a fake payment. Its jobs run once a minute unless `SUGANG_SWEEP_MS` says otherwise. */
export class RunningRegistration {
  private constructor(
    readonly service: Service,
    readonly wiring: Wiring,
    readonly payment: FakePayment,
    readonly events: CapturedEvents,
    readonly clock: TestClock,
  ) {}

  static async start({ dataDir, settings, clock = new TestClock(), keys, ledger }: StartOptions) {
    const loaded = RegistrationSettings.load({
      SUGANG_DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      SUGANG_SWEEP_MS: '60000',
      ...settings,
    });
    const wiring = {
      ...(await openWiring(loaded)),
      ...(clock instanceof TestClock && { clock }),
      ...(keys && { keys }),
    };
    const payment = await FakePayment.on(wiring.rpc);
    const events = await capturedEvents(wiring.broker);
    const module = RegistrationModule.with(loaded, wiring);
    if (ledger) module.providers?.push({ provide: SeatLedger, useClass: ledger });
    const service = await startService({ name: 'registration', module, settings: loaded });
    const testClock = clock instanceof TestClock ? clock : new TestClock();
    return new RunningRegistration(service, wiring, payment, events, testClock);
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

  async addLectures(...lectures: LectureState[]): Promise<void> {
    for (const lecture of lectures) await this.commands.execute(new UpdateLectureCopy(lecture));
  }

  /** Rows of the database, read with SQL. */
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

/** Serves HTTP on a port of its own from the first test of a suite to the last, with two students of the cast as clients. */
export function servedRegistration(settings: Record<string, string> = {}) {
  const dataDir = tempDir();
  let running: RunningRegistration;
  let url: string;
  let identity: TestIdentity;
  let mina: Student;
  let joon: Student;
  let lectures = 0;
  const student = (claims: TokenClaims) => Student.of(url, identity, claims);
  beforeAll(async () => {
    identity = await TestIdentity.create();
    running = await RunningRegistration.start({ dataDir, settings, keys: identity.keys });
    url = `http://127.0.0.1:${await running.service.listen(0, '127.0.0.1')}`;
    [mina, joon] = await Promise.all([student(cast.mina), student(cast.joon)]);
  });
  afterAll(() => running.stop());

  return {
    student,
    visitor: () => Student.anonymous(url),
    get running() {
      return running;
    },
    get mina() {
      return mina;
    },
    get joon() {
      return joon;
    },
    async newLecture(changes: Parameters<typeof aLecture>[0] = {}): Promise<LectureState> {
      const lecture = aLecture({ id: idOf(0x5000 + (lectures += 1)), ...changes });
      await running.addLectures(lecture);
      return lecture;
    },
  };
}
