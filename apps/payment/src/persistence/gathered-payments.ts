import { changedColumns, updateEach, VersionConflict, type RowChange } from '#persistence';
import { currentContext } from '#platform';
import { In, type EntityManager } from 'typeorm';
import { noPayments, type Decision, type PaymentsOfRegistration } from '../domain/payments-of-registration.js';
import { firstCheckOf } from '../domain/settlement-schedule.js';
import type { CardTokenSeal } from './card-token-seal.js';
import { columnsOf, PaymentRow, PaymentsOfRegistrationRow, rowOf, stateOf } from './payment-store.js';

export interface LoadedPayments {
  state: PaymentsOfRegistration;
  version: number;
}

type InContext = <Result>(run: () => Result) => Result;

export interface GatheredChange {
  registrationId: string;
  decide: (state: PaymentsOfRegistration) => Decision;
  inContext: InContext;
}

export interface GatheredDecision {
  loaded: LoadedPayments;
  decision: Decision;
  inContext: InContext;
}

export async function loadAll(
  manager: EntityManager,
  registrationIds: string[],
  locked: boolean,
): Promise<(registrationId: string) => LoadedPayments> {
  const where = { registrationId: In(registrationIds) };
  const rows = await manager.find(PaymentsOfRegistrationRow, {
    where,
    order: { registrationId: 'ASC' },
    ...(locked && { lock: { mode: 'pessimistic_write' as const } }),
  });
  const payments = rows.length > 0 ? await manager.find(PaymentRow, { where, order: { attempt: 'ASC' } }) : [];
  return (registrationId) => {
    const row = rows.find((each) => each.registrationId === registrationId);
    if (!row) return { state: noPayments(registrationId), version: 0 };
    const attempts = payments.filter((payment) => payment.registrationId === registrationId);
    return { state: stateOf(row, attempts), version: row.version };
  };
}

/** @throws if one of them cannot be stored; the caller then retries each one separately */
export async function storeAll(
  manager: EntityManager,
  changes: GatheredDecision[],
  seal: CardTokenSeal,
  at: Date,
): Promise<void> {
  if (changes.length === 0) return;
  const isNew = ({ loaded }: GatheredDecision) => loaded.version === 0;
  const versions = changes
    .filter((change) => !isNew(change))
    .map(({ loaded, decision }) => versionChange(loaded, decision).change);
  if ((await updateEach(manager, PaymentsOfRegistrationRow, 'registrationId', versions)) !== versions.length)
    throw new VersionConflict('payments of a registration');
  const created = changes.filter(isNew).map(({ loaded, decision }) => versionChange(loaded, decision).row);
  if (created.length > 0) await manager.insert(PaymentsOfRegistrationRow, created);
  const attempts = changes.map(({ loaded, decision, inContext }) =>
    inContext(() => changedAttempts(loaded, decision, seal, at)),
  );
  const updated = attempts.flatMap((each) => each.updated);
  if ((await updateEach(manager, PaymentRow, 'id', updated)) !== updated.length) throw new VersionConflict('a payment');
  const inserted = attempts.flatMap((each) => each.inserted);
  if (inserted.length > 0) await manager.insert(PaymentRow, inserted);
}

function versionChange({ state: before, version }: LoadedPayments, { state }: Decision) {
  const [where, row] = [{ registrationId: state.registrationId, version }, rowOf(state, version + 1)];
  return { row, change: { where, set: changedColumns(rowOf(before, version), row) } };
}

export function changedAttempts(
  loaded: LoadedPayments,
  { state, cardToken }: Decision,
  seal: CardTokenSeal,
  at: Date,
): { inserted: PaymentRow[]; updated: RowChange<PaymentRow>[] } {
  const { correlationId, causationId = null, traceparent = null } = currentContext();
  const known = new Set(loaded.state.attempts.map(({ id }) => id));
  const changed = state.attempts.filter((payment) => !loaded.state.attempts.includes(payment));
  const rowOf = (payment: (typeof changed)[number]) => {
    const schedule = { nextCheckAt: firstCheckOf(payment, at), checks: 0 };
    return { ...columnsOf(payment), ...schedule, correlationId, causationId, traceparent };
  };
  const updated = changed
    .filter(({ id }) => known.has(id))
    .map((payment) => ({
      where: { id: payment.id },
      set: { ...rowOf(payment), ...(payment.status !== 'PENDING' && { sealedToken: null }) },
    }));
  const inserted = changed
    .filter(({ id }) => !known.has(id))
    .map((payment) => ({
      ...rowOf(payment),
      sealedToken: payment.id === cardToken?.paymentId ? seal.seal(cardToken.token, payment.id) : null,
    }));
  return { inserted, updated };
}
