import { readEvent, type ChargeAnswer, type ChargeRequest, type EventEnvelope, type Payment } from '#contracts';
import { Outbox } from '#messaging';
import type { Database } from '#persistence';
import { Log, Metrics, Shutdown, UuidV7Ids, type Clock, type JobResult } from '#platform';
import type { StoreAddress } from '#testing';
import type { PublishedRefund } from '../src/domain/end-payments.js';
import { CardTokenSeal } from '../src/persistence/card-token-seal.js';
import { openPaymentStore } from '../src/persistence/payment-store.js';
import { TypeormOpenPayments } from '../src/persistence/typeorm-open-payments.js';
import { TypeormPayments } from '../src/persistence/typeorm-payments.js';
import { ProviderLedger } from '../src/provider/provider-ledger.js';
import { SimulatedBehavior } from '../src/provider/simulated-behavior.js';
import { SimulatedProvider } from '../src/provider/simulated-provider.js';
import { PaymentSettings } from '../src/settings.js';
import { ChargeRegistration, ChargeRegistrationHandler, type Charged } from '../src/use-cases/charge-registration.js';
import { ChargesInFlight } from '../src/use-cases/charges-in-flight.js';
import {
  EndPaymentsOfRegistration,
  EndPaymentsOfRegistrationHandler,
} from '../src/use-cases/end-payments-of-registration.js';
import { RaiseRefund, RaiseRefundHandler } from '../src/use-cases/raise-refund.js';
import { SettleDuePaymentsHandler } from '../src/use-cases/settle-due-payments.js';
import { Settlement } from '../src/use-cases/settlement.js';
import { attemptId, minasRegistration } from './cast.js';
import { WatchedProvider } from './watched-provider.js';

/** The stores of payment and of the simulated provider. */
export interface Stores {
  database: Database;
  ledger: ProviderLedger;
  close(): Promise<void>;
}

export async function openStores(at: StoreAddress, clock: Clock): Promise<Stores> {
  const database = await openPaymentStore(at);
  const ledger = await ProviderLedger.open(at, clock);
  const close = async () => {
    await Promise.all([database.close(), ledger.close()]);
  };
  return { database, ledger, close };
}

/** One replica of payment without Nest: charging, ending and settling payments. */
export class PaymentReplica {
  readonly log = Log.silent();
  readonly metrics = new Metrics('payment');
  readonly shutdown = new Shutdown(this.log);
  readonly wokenJobs: string[] = [];
  readonly provider: WatchedProvider;
  readonly outbox: Outbox;
  readonly payments: TypeormPayments;
  readonly open: TypeormOpenPayments;
  private readonly charging: ChargeRegistrationHandler;
  private readonly ending: EndPaymentsOfRegistrationHandler;
  private readonly raising: RaiseRefundHandler;
  private readonly settling: SettleDuePaymentsHandler;

  constructor(
    readonly stores: Stores,
    readonly clock: Clock,
    { latencyMs = 0, env = {} }: { latencyMs?: number; env?: Record<string, string> } = {},
  ) {
    const { database, ledger } = stores;
    const settings = PaymentSettings.load(env);
    this.outbox = new Outbox(() => database, clock, new UuidV7Ids());
    const reliable = new SimulatedBehavior({ latency: { fromMs: latencyMs, toMs: latencyMs }, failureRate: 0 });
    this.provider = new WatchedProvider(new SimulatedProvider(ledger, reliable), database);
    const jobs = { wake: (name: string) => void this.wokenJobs.push(name) };
    this.payments = new TypeormPayments(database, this.outbox, new CardTokenSeal(Buffer.alloc(32, 1)), jobs, clock);
    this.open = new TypeormOpenPayments(database);
    const settlement = new Settlement(this.provider, this.payments, clock, this.metrics, settings, this.log);
    const charges = new ChargesInFlight(this.shutdown, this.log, 50);
    this.charging = new ChargeRegistrationHandler(this.payments, this.open, settlement, charges, clock);
    this.ending = new EndPaymentsOfRegistrationHandler(this.payments, clock);
    this.raising = new RaiseRefundHandler(this.payments);
    this.settling = new SettleDuePaymentsHandler(this.open, settlement, clock, this.metrics, settings, this.log);
  }

  async charge(request: ChargeRequest, timeoutMs = 5_000): Promise<ChargeAnswer> {
    return (await this.charged(request, timeoutMs)).answer;
  }

  charged(request: ChargeRequest, timeoutMs: number): Promise<Charged> {
    return this.charging.execute(new ChargeRegistration(request, timeoutMs));
  }

  registrationEnds(registrationId = minasRegistration, refund?: PublishedRefund): Promise<void> {
    return this.ending.execute(new EndPaymentsOfRegistration(registrationId, refund));
  }

  refundIsDue(refund: PublishedRefund, registrationId = minasRegistration): Promise<void> {
    return this.raising.execute(new RaiseRefund(registrationId, refund));
  }

  settleDue(): Promise<JobResult> {
    return this.settling.execute();
  }

  /** The stored n-th attempt to pay for Mina's registration. */
  async attempt(n: number): Promise<Payment | undefined> {
    const { attempts } = await this.payments.of(minasRegistration);
    return attempts.find(({ id }) => id === attemptId(n));
  }

  /** The events in the outbox, in order. */
  async events(): Promise<
    EventEnvelope<'payment.completed' | 'payment.declined' | 'payment.refunded' | 'payment.canceled'>[]
  > {
    const rows = await this.stores.database.reader.query<{ body: string }[]>('SELECT body FROM outbox ORDER BY id');
    return rows.map(({ body }) => readEvent(body) as EventEnvelope<'payment.completed'>);
  }

  async eventSummaries(): Promise<string[]> {
    return (await this.events()).map(
      ({ name, data }) => `${name} ${data.attempt}${data.cancelRequestedAt ? ' refund requested' : ''}`,
    );
  }
}
