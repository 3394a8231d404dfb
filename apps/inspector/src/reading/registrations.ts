import type { RefundTier } from '#contracts';
import type {
  StoredPayment,
  StoredRegistration,
  ProviderEntry,
  RegistrationDossier,
  RosterRow,
} from '../invariants/records.js';
import { groupedBy, rangesOf, valuesOf, within, type Range } from './store.js';
import { instantOf, instantOrNull, marksFor, type Store } from './store.js';
import { namedResources } from './keys.js';
import type { Stores } from './stores.js';

export async function* registrationDossiers(stores: Stores, paymentNow?: Date): AsyncGenerator<RegistrationDossier> {
  const named = await namedResources(stores.registration);
  for await (const range of rangesOf(stores.registration, 'registration', 'id')) {
    const [registrations, payments, over, roster, shown, shownPayments] = await Promise.all([
      registrationsIn(stores.registration, range),
      paymentsIn(stores, range),
      overIn(stores.payment, range),
      rosterIn(stores.lecture, range),
      stores.views.registrations(range),
      stores.views.paymentsOf(range),
    ]);
    const byId = new Map(registrations.map((each) => [each.id, each]));
    const paymentsOf = groupedBy(payments, ({ registrationId }) => registrationId);
    const shownPaymentsOf = groupedBy(shownPayments, ({ state }) => state.registrationId);
    const overOf = new Map(over.map(({ id, overSince }) => [id, overSince]));
    const rosterOf = new Map(roster.map((row) => [row.registrationId, row]));
    const shownOf = new Map(shown.map((each) => [each.id, each]));
    const maps = [byId, paymentsOf, shownPaymentsOf, overOf, rosterOf, shownOf];
    for (const id of new Set(maps.flatMap((map) => [...map.keys()]))) {
      yield {
        id,
        registration: byId.get(id),
        payments: paymentsOf.get(id) ?? [],
        overSince: overOf.get(id),
        roster: rosterOf.get(id),
        shown: shownOf.get(id),
        shownPayments: shownPaymentsOf.get(id) ?? [],
        isNamedByKey: named.has(id),
        paymentNow,
      };
    }
  }
}

type Columns = Record<string, string | number | null>;

async function registrationsIn(store: Store, range: Range): Promise<StoredRegistration[]> {
  const rows = await store.rows<Columns>(
    `SELECT r.*, l.status AS lecture_status FROM registration r LEFT JOIN seat_ledger l ON l.lecture_id = r.lecture_id
     WHERE ${within('r.id')}`,
    valuesOf(range),
  );
  return rows.map(
    (row) =>
      ({
        id: row['id'],
        lectureId: row['lecture_id'],
        studentId: row['student_id'],
        status: row['status'],
        cancelReason: row['cancel_reason'],
        ...(row['cancel_note'] && { cancelNote: row['cancel_note'] }),
        fee: { amount: row['fee_amount'], currency: row['fee_currency'] },
        paymentId: row['payment_id'],
        ...(row['refund_tiers'] && { refundTiers: JSON.parse(String(row['refund_tiers'])) as RefundTier[] }),
        ...(row['refund_due'] !== null && { refundDue: { amount: row['refund_due'], currency: row['fee_currency'] } }),
        holdExpiresAt: instantIn(row, 'hold_expires_at'),
        ...(row['approval'] && { approval: JSON.parse(String(row['approval'])) as unknown }),
        ...(row['cancel_request'] && { cancelRequest: JSON.parse(String(row['cancel_request'])) as unknown }),
        ...(row['places'] && { places: JSON.parse(String(row['places'])) as unknown }),
        ...(row['status'] === 'AWAITING_PAYMENT' &&
          row['declined_attempts'] && { declinedAttempts: row['declined_attempts'] }),
        requestedAt: instantIn(row, 'requested_at'),
        confirmedAt: instantIn(row, 'confirmed_at'),
        endedAt: instantIn(row, 'ended_at'),
        version: row['version'],
        ...deferralIn(row),
        liveSlot: row['live_slot'],
        lectureStatus: row['lecture_status'],
      }) as StoredRegistration,
  );
}

const deferrals: Record<string, string> = { UNKNOWN: 'UNAVAILABLE', NO_RESULT_YET: 'TIMEOUT' };

function deferralIn(row: Columns): Pick<StoredRegistration, 'paymentDeferred' | 'attemptRuns'> {
  const reason = row['attempt_number'] === null ? 'NOT_TRIED' : row['attempt_deferred'];
  const isDeferred = row['status'] === 'AWAITING_PAYMENT' && typeof reason === 'string' && reason !== 'DECLINED';
  return {
    attemptRuns: row['status'] === 'AWAITING_PAYMENT' && reason === null,
    ...(isDeferred && { paymentDeferred: deferrals[reason] ?? reason }),
  };
}

async function paymentsIn({ payment, provider }: Stores, range: Range): Promise<StoredPayment[]> {
  const sql = `SELECT * FROM payments WHERE ${within('registration_id')} ORDER BY registration_id, attempt`;
  const rows = await payment.rows<Columns>(sql, valuesOf(range));
  const entries = await providerEntries(
    provider,
    rows.map((row) => String(row['id'])),
  );
  return rows.map(
    (row) =>
      ({
        id: row['id'],
        registrationId: row['registration_id'],
        studentId: row['student_id'],
        attempt: row['attempt'],
        amount: { amount: row['amount'], currency: row['currency'] },
        status: row['status'],
        method: row['method'],
        declineReason: row['decline_reason'],
        createdAt: instantIn(row, 'created_at'),
        completedAt: instantIn(row, 'completed_at'),
        cancelRequestedAt: instantIn(row, 'cancel_requested_at'),
        canceledAt: instantIn(row, 'canceled_at'),
        ...(row['refund_due'] !== null && { refundDue: { amount: row['refund_due'], currency: row['currency'] } }),
        ...(row['refunded'] !== null && { refunded: { amount: row['refunded'], currency: row['currency'] } }),
        ...(row['refunded_at'] && { refundedAt: instantIn(row, 'refunded_at') }),
        version: row['version'],
        nextCheckAt: instantIn(row, 'next_check_at'),
        provider: entries.get(String(row['id'])),
      }) as StoredPayment,
  );
}

async function providerEntries(provider: Store, keys: string[]): Promise<Map<string, ProviderEntry>> {
  if (keys.length === 0) return new Map();
  const sql = `SELECT charge_key AS \`key\`, state, amount,
      (SELECT COALESCE(SUM(r.amount), 0) FROM provider_refunds r
       WHERE r.charge_key = l.charge_key AND r.refunded_at IS NOT NULL) AS refunded
    FROM provider_ledger l WHERE charge_key IN (${marksFor(keys)})`;
  const entries = await provider.rows<ProviderEntry>(sql, keys);
  return new Map(entries.map((entry) => [entry.key, { ...entry, refunded: Number(entry.refunded) }]));
}

async function overIn(store: Store, range: Range): Promise<{ id: string; overSince: string | null }[]> {
  const rows = await store.rows<{ id: string; since: string | null }>(
    `SELECT registration_id AS id, over_since AS since FROM payments_of_registration WHERE ${within('registration_id')}`,
    valuesOf(range),
  );
  return rows.map(({ id, since }) => ({ id, overSince: instantOrNull(since) }));
}

async function rosterIn(store: Store, range: Range): Promise<RosterRow[]> {
  const rows = await store.rows<RosterRow>(
    `SELECT registration_id AS registrationId, lecture_id AS lectureId, student_id AS studentId, status,
      confirmed_at AS confirmedAt, sequence FROM roster WHERE ${within('registration_id')}`,
    valuesOf(range),
  );
  return rows.map((row) => ({ ...row, confirmedAt: instantOrNull(row.confirmedAt) }));
}

const instantIn = (row: Columns, column: string): string | null => {
  const at = row[column];
  return typeof at === 'string' ? instantOf(at) : null;
};
