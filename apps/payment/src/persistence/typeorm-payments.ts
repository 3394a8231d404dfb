import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Rejection } from '#contracts';
import { Outbox } from '#messaging';
import { Database, exactlyOne, isDuplicateKey, VersionConflict } from '#persistence';
import { Clock, currentContext, Jobs } from '#platform';
import {
  isCancelPending,
  noPayments,
  type Decision,
  type PaymentsOfRegistration,
} from '../domain/payments-of-registration.js';
import { firstCheckOf } from '../domain/settlement-schedule.js';
import { Payments } from '../ports/payments.js';
import { CardTokenSeal } from './card-token-seal.js';
import { columnsOf, paymentOf, PaymentRow, PaymentsOfRegistrationRow } from './payment-store.js';

@Injectable()
export class TypeormPayments extends Payments {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly seal: CardTokenSeal,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {
    super();
  }

  change<D extends Decision>(registrationId: string, decide: (state: PaymentsOfRegistration) => D): Promise<D> {
    return this.database.transaction(async ({ manager }) => {
      const loaded = await loadPayments(manager, registrationId);
      const decision = decide(loaded.state);
      if (decision.state === loaded.state) return decision;
      await incrementVersion(manager, loaded, decision.state);
      await storeAttempts(manager, loaded, decision, this.seal, this.clock.now());
      await this.outbox.add(...decision.events);
      if (decision.state.attempts.some(isCancelPending)) {
        this.database.afterCommit(() => this.jobs.wake('settle-due-payments'));
      }
      return decision;
    });
  }

  async of(registrationId: string): Promise<PaymentsOfRegistration> {
    return (await loadPayments(this.database.reader, registrationId)).state;
  }
}

export interface LoadedPayments {
  state: PaymentsOfRegistration;
  version: number;
}

export async function loadPayments(manager: EntityManager, registrationId: string): Promise<LoadedPayments> {
  const row = await manager.findOneBy(PaymentsOfRegistrationRow, { registrationId });
  if (!row) return { state: noPayments(registrationId), version: 0 };
  const attempts = await manager.find(PaymentRow, { where: { registrationId }, order: { attempt: 'ASC' } });
  const overSince = row.overSince?.toISOString() ?? null;
  return { state: { registrationId, overSince, attempts: attempts.map(paymentOf) }, version: row.version };
}

// A capture and the end of a registration write different rows; this row is common to both, so that one of them fails.
export async function incrementVersion(
  manager: EntityManager,
  { version }: LoadedPayments,
  { registrationId, overSince }: PaymentsOfRegistration,
): Promise<void> {
  const row = { registrationId, overSince: overSince ? new Date(overSince) : null, version: version + 1 };
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

/** Stores the attempts that a decision changed. The encrypted card token is erased once its attempt is settled. */
export async function storeAttempts(
  manager: EntityManager,
  loaded: LoadedPayments,
  { state, cardToken }: Decision,
  seal: CardTokenSeal,
  at: Date,
): Promise<void> {
  const { correlationId, causationId = null, traceparent = null } = currentContext();
  const known = new Set(loaded.state.attempts.map(({ id }) => id));
  for (const payment of state.attempts) {
    if (loaded.state.attempts.includes(payment)) continue;
    const schedule = { nextCheckAt: firstCheckOf(payment, at), checks: 0 };
    const row = { ...columnsOf(payment), ...schedule, correlationId, causationId, traceparent };
    if (known.has(payment.id)) {
      const change = payment.status === 'PENDING' ? row : { ...row, sealedToken: null };
      exactlyOne(await manager.update(PaymentRow, { id: payment.id }, change), `payment ${payment.id}`);
    } else {
      const token = payment.id === cardToken?.paymentId ? seal.seal(cardToken.token, payment.id) : null;
      await manager.insert(PaymentRow, { ...row, sealedToken: token }).catch(takenIfDuplicate);
    }
  }
}

/** Attempts of one registration are inserted one after the other, so that a duplicate id belongs to another registration. */
function takenIfDuplicate(error: unknown): never {
  throw isDuplicateKey(error) ? new Rejection('PAYMENT_ID_TAKEN') : error;
}
