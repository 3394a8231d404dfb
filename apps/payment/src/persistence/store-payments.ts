import type { EntityManager } from 'typeorm';
import { exactlyOne, isDuplicateKey, VersionConflict } from '#persistence';
import { currentContext } from '#platform';
import type { Decision, PaymentsOfRegistration } from '../domain/payments-of-registration.js';
import { firstCheckOf } from '../domain/settlement-schedule.js';
import type { CardTokenSeal } from './card-token-seal.js';
import type { Loaded } from './load-payments.js';
import { columnsOf } from './payment-columns.js';
import { PaymentRow, PaymentsOfRegistrationRow } from './payment.row.js';

/**
 * Takes the next version of a registration's payments, so that «captured» and «over» cannot both be decided on a state
 * in which the other has not happened: each writes a row of its own, and only this one is common to both.
 * @throws VersionConflict when another decision was stored since `loaded`
 */
export async function takeVersion(manager: EntityManager, loaded: Loaded, next: PaymentsOfRegistration): Promise<void> {
  const { registrationId } = next;
  const { version } = loaded;
  const row = { registrationId, overSince: next.overSince ? new Date(next.overSince) : null, version: version + 1 };
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

/** Writes the attempts that a decision changed; a card token is kept sealed until its attempt is settled, then erased. */
export async function storeAttempts(
  manager: EntityManager,
  loaded: Loaded,
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
    const token = payment.id === cardToken?.paymentId ? seal.seal(cardToken.token, payment.id) : null;
    if (!known.has(payment.id)) await manager.insert(PaymentRow, { ...row, sealedToken: token });
    else
      await manager.update(
        PaymentRow,
        { id: payment.id },
        payment.status === 'PENDING' ? row : { ...row, sealedToken: null },
      );
  }
}
