import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isRejection, Rejection, type Payment } from '#contracts';
import { Outbox } from '#messaging';
import {
  Batcher,
  Database,
  exactlyOne,
  isAccepted,
  isDuplicateKey,
  outcomeOf,
  TransactionBatcher,
  VersionConflict,
  type Refused,
} from '#persistence';
import { Clock, Jobs } from '#platform';
import {
  isCancelPending,
  isRefundPending,
  noPayments,
  type Decision,
  type PaymentsOfRegistration,
} from '../domain/payments-of-registration.js';
import { Payments } from '../ports/payments.js';
import { CardTokenSeal } from './card-token-seal.js';
import {
  changedAttempts,
  loadAll,
  storeAll,
  type GatheredChange,
  type GatheredDecision,
  type LoadedPayments,
} from './gathered-payments.js';
import { PaymentRow, PaymentsOfRegistrationRow, rowOf, stateOf } from './payment-store.js';

@Injectable()
export class TypeormPayments extends Payments {
  private readonly changes = new Batcher<GatheredChange, Decision>((members) => this.changeAll(members), {
    keysOf: ({ registrationId }) => [registrationId],
    batchesInFlight: 2,
  });
  private readonly joined: TransactionBatcher<GatheredChange, Decision>;

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly seal: CardTokenSeal,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {
    super();
    this.joined = new TransactionBatcher(
      database,
      (members, manager) => this.changeEach(members, manager),
      ({ registrationId }) => registrationId,
    );
  }

  change<D extends Decision>(registrationId: string, decide: (state: PaymentsOfRegistration) => D): Promise<D> {
    const { insideTransaction, sharedTransaction } = this.database;
    if (insideTransaction && !sharedTransaction) return this.changeOne(registrationId, decide);
    const change = { registrationId, decide, inContext: AsyncLocalStorage.snapshot() };
    return (sharedTransaction ? this.joined.add(change) : this.changes.add(change)) as Promise<D>;
  }

  private changeOne<D extends Decision>(
    registrationId: string,
    decide: (state: PaymentsOfRegistration) => D,
  ): Promise<D> {
    return this.database.transaction(async ({ manager }) => {
      const loaded = await loadPayments(manager, registrationId);
      const decision = decide(loaded.state);
      if (decision.state === loaded.state) return decision;
      await incrementVersion(manager, loaded, decision.state);
      await storeAttempts(manager, loaded, decision, this.seal, this.clock.now());
      await this.outbox.add(...decision.events);
      this.wakeAfterCommit([decision]);
      return decision;
    });
  }

  private async changeAll(members: GatheredChange[]): Promise<(Decision | Refused)[]> {
    const [first] = members;
    if (first && members.length === 1)
      return [await first.inContext(() => this.changeOne(first.registrationId, first.decide))];
    return this.database.batch(({ manager }) => this.changeEach(members, manager));
  }

  private async changeEach(members: GatheredChange[], manager: EntityManager): Promise<(Decision | Refused)[]> {
    const loadedOf = await loadAll(
      manager,
      members.map(({ registrationId }) => registrationId),
      this.database.dialect === 'mysql',
    );
    const outcomes = members.map(({ registrationId, decide, inContext }) => {
      const loaded = loadedOf(registrationId);
      return outcomeOf(() => ({ loaded, decision: inContext(() => decide(loaded.state)), inContext }), isRejection);
    });
    const accepted: GatheredDecision[] = outcomes.filter((each) => isAccepted(each));
    const changes = accepted.filter(({ decision, loaded }) => decision.state !== loaded.state);
    await storeAll(manager, changes, this.seal, this.clock.now());
    await this.outbox.addEntries(
      changes.flatMap(({ decision, inContext }) => inContext(() => this.outbox.entriesOf(decision.events))),
    );
    this.wakeAfterCommit(changes.map(({ decision }) => decision));
    return outcomes.map((each) => (isAccepted(each) ? each.decision : each));
  }

  private wakeAfterCommit(decisions: Decision[]): void {
    const isDue = (payment: Payment) => isCancelPending(payment) || isRefundPending(payment);
    if (decisions.some(({ state }) => state.attempts.some(isDue)))
      this.database.afterCommit(() => this.jobs.wake('settle-due-payments'));
  }

  async of(registrationId: string): Promise<PaymentsOfRegistration> {
    return (await loadPayments(this.database.reader, registrationId)).state;
  }
}

export async function loadPayments(manager: EntityManager, registrationId: string): Promise<LoadedPayments> {
  const row = await manager.findOneBy(PaymentsOfRegistrationRow, { registrationId });
  if (!row) return { state: noPayments(registrationId), version: 0 };
  const attempts = await manager.find(PaymentRow, { where: { registrationId }, order: { attempt: 'ASC' } });
  return { state: stateOf(row, attempts), version: row.version };
}

// A capture and the end of a registration write different rows; this row is common to both, so that one of them fails.
export async function incrementVersion(
  manager: EntityManager,
  { version }: LoadedPayments,
  state: PaymentsOfRegistration,
): Promise<void> {
  const { registrationId } = state;
  const row = rowOf(state, version + 1);
  const subject = `payments of registration ${registrationId}`;
  if (version > 0) {
    exactlyOne(await manager.update(PaymentsOfRegistrationRow, { registrationId, version }, row), subject);
    return;
  }
  try {
    await manager.insert(PaymentsOfRegistrationRow, row);
  } catch (error) {
    throw isDuplicateKey(error) ? new VersionConflict(subject) : error;
  }
}

export async function storeAttempts(
  manager: EntityManager,
  loaded: LoadedPayments,
  decision: Decision,
  seal: CardTokenSeal,
  at: Date,
): Promise<void> {
  const { inserted, updated } = changedAttempts(loaded, decision, seal, at);
  for (const { where, set } of updated) exactlyOne(await manager.update(PaymentRow, where, set), `payment ${where.id}`);
  for (const row of inserted) await manager.insert(PaymentRow, row).catch(takenIfDuplicate);
}

/** Attempts of one registration are inserted one after the other, so that a duplicate id belongs to another registration. */
function takenIfDuplicate(error: unknown): never {
  throw isDuplicateKey(error) ? new Rejection('PAYMENT_ID_TAKEN') : error;
}
