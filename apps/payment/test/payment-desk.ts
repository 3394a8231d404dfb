import { readEvent, type ChargeAnswer, type ChargeRequest, type EventEnvelope, type Payment } from '#contracts';
import { Outbox } from '#messaging';
import type { Database } from '#persistence';
import { Log, Metrics, Shutdown, UuidV7Ids, type Clock } from '#platform';
import type { StoreAddress } from '#testing';
import { CardTokenSeal } from '../src/persistence/card-token-seal.js';
import { openPaymentStore } from '../src/persistence/payment-store.js';
import { TypeormOpenPayments } from '../src/persistence/typeorm.open-payments.js';
import { TypeormPayments } from '../src/persistence/typeorm.payments.js';
import { ProviderLedger } from '../src/provider/provider-ledger.js';
import { SimulatedProvider } from '../src/provider/simulated.payment-provider.js';
import { Temperament } from '../src/provider/temperament.js';
import { ChargeRegistration, ChargeRegistrationHandler } from '../src/use-cases/charge-registration.js';
import { ChargesUnderWay } from '../src/use-cases/charges-under-way.js';
import { EndEarlierAttempts } from '../src/use-cases/end-earlier-attempts.js';
import {
  EndPaymentsOfRegistration,
  EndPaymentsOfRegistrationHandler,
} from '../src/use-cases/end-payments-of-registration.js';
import { SettleDuePaymentsHandler } from '../src/use-cases/settle-due-payments.js';
import { Settlement } from '../src/use-cases/settlement.js';
import { SettlementBell } from '../src/use-cases/settlement-bell.js';
import { attemptId, minasRegistration } from './cast.js';
import { WatchedProvider } from './watched-provider.js';

/** The stores of payment and of the provider, as a process finds them when it starts. */
export interface Books {
  database: Database;
  ledger: ProviderLedger;
  close(): Promise<void>;
}

export async function openBooks(at: StoreAddress, clock: Clock): Promise<Books> {
  const database = await openPaymentStore(at.url, at.dataDir);
  const ledger = await ProviderLedger.open(at, clock);
  const close = async () => {
    await Promise.all([database.close(), ledger.close()]);
  };
  return { database, ledger, close };
}

/** One replica of payment, without Nest: everything that charges, ends and settles. */
export class Desk {
  readonly log = Log.silent();
  readonly metrics = new Metrics('payment');
  readonly shutdown = new Shutdown(this.log);
  readonly provider: WatchedProvider;
  readonly outbox: Outbox;
  readonly payments: TypeormPayments;
  readonly open: TypeormOpenPayments;
  readonly bell = new SettlementBell();
  private readonly charging: ChargeRegistrationHandler;
  private readonly ending: EndPaymentsOfRegistrationHandler;
  private readonly settling: SettleDuePaymentsHandler;

  constructor(
    readonly books: Books,
    readonly clock: Clock,
  ) {
    const { database, ledger } = books;
    this.outbox = new Outbox(() => database, clock, new UuidV7Ids());
    const calm = new Temperament({ latency: { fromMs: 0, toMs: 0 }, failureRate: 0 });
    this.provider = new WatchedProvider(new SimulatedProvider(ledger, calm), database);
    this.payments = new TypeormPayments(
      database,
      this.outbox,
      new CardTokenSeal(Buffer.alloc(32, 1)),
      this.bell,
      clock,
    );
    this.open = new TypeormOpenPayments(database);
    const settlement = new Settlement(this.provider, this.payments, clock, this.metrics, this.log);
    const earlier = new EndEarlierAttempts(this.payments, settlement, clock);
    const charges = new ChargesUnderWay(this.shutdown, this.log, 50);
    this.charging = new ChargeRegistrationHandler(this.payments, this.open, settlement, earlier, charges, clock);
    this.ending = new EndPaymentsOfRegistrationHandler(this.payments, clock);
    this.settling = new SettleDuePaymentsHandler(this.open, settlement, clock, this.metrics, this.log);
  }

  charge(request: ChargeRequest): Promise<ChargeAnswer> {
    return this.charging.execute(new ChargeRegistration(request));
  }

  registrationEnds(registrationId = minasRegistration): Promise<void> {
    return this.ending.execute(new EndPaymentsOfRegistration(registrationId));
  }

  settleDue(): Promise<'done' | 'more'> {
    return this.settling.execute();
  }

  /** The n-th attempt to pay for Mina's registration, as it is stored. */
  async attempt(n: number): Promise<Payment | undefined> {
    const { attempts } = await this.payments.of(minasRegistration);
    return attempts.find(({ id }) => id === attemptId(n));
  }

  /** The events that wait to be published, in order. */
  async events(): Promise<EventEnvelope<'payment.completed' | 'payment.declined' | 'payment.canceled'>[]> {
    const rows = await this.books.database.reader.query<{ body: string }[]>('SELECT body FROM outbox ORDER BY id');
    return rows.map(({ body }) => readEvent(body) as EventEnvelope<'payment.completed'>);
  }

  /** What they say of which attempt. */
  async told(): Promise<string[]> {
    return (await this.events()).map(
      ({ name, data }) => `${name} ${data.attempt}${data.cancelRequestedAt ? ' refund requested' : ''}`,
    );
  }
}
