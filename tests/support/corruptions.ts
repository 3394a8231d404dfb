/** One corrupted row, and the inspector's sentence about it. */
export interface Corruption {
  numbers: string;
  what: string;
  store: 'registration' | 'payment' | 'provider' | 'lecture' | 'identity' | 'mypage';
  table: string;
  sql: string;
  says: RegExp;
}

const CONFIRMED = `status = 'CONFIRMED' AND fee_amount > 0`;
const one = (table: string, column: string, condition: string) =>
  `${column} = (SELECT id FROM (SELECT MIN(${column}) AS id FROM ${table} WHERE ${condition}) AS x)`;

const corruption = (
  numbers: string,
  what: string,
  [store, table]: [store: Corruption['store'], table: string],
  sql: string,
  says: RegExp,
): Corruption => ({ numbers, what, store, table, sql, says });

/** At least one per invariant; each leaves everything else intact. */
export const corruptions: Corruption[] = [
  corruption(
    '1, F3',
    'a lecture with fewer seats than are taken',
    ['registration', 'seat_ledger'],
    `UPDATE seat_ledger SET capacity = 1 WHERE taken = 2`,
    /lecture \S+ has 1 seats, and 2 are held or taken/,
  ),
  corruption(
    '2, 15, F1',
    'a confirmed registration whose payment is gone',
    ['payment', 'payments'],
    `DELETE FROM payments WHERE ${one('payments', 'id', `status = 'COMPLETED'`)}`,
    /registration \S+ is confirmed without a completed payment/,
  ),
  corruption(
    '2, 15, F1',
    'a fee that was never paid in full',
    ['registration', 'registration'],
    `UPDATE registration SET fee_amount = 50000 WHERE ${one('registration', 'id', CONFIRMED)}`,
    /registration \S+ costs 50000, and payment \S+ is of 49000/,
  ),
  corruption(
    '3, F4',
    'a student with two live registrations',
    ['registration', 'registration'],
    `UPDATE registration SET student_id = (SELECT s FROM (SELECT MIN(student_id) AS s FROM registration) AS x)
     WHERE ${CONFIRMED}`,
    /student \S+ has more than one live registration for lecture \S+/,
  ),
  corruption(
    '3, F4',
    'a live registration without its slot',
    ['registration', 'registration'],
    `UPDATE registration SET live_slot = NULL WHERE ${one('registration', 'id', CONFIRMED)}`,
    /registration \S+ is CONFIRMED, and its slot is free/,
  ),
  corruption(
    '4, F2',
    'a payment of a registration that ended',
    ['registration', 'registration'],
    `UPDATE registration SET status = 'EXPIRED', live_slot = NULL WHERE ${one('registration', 'id', CONFIRMED)}`,
    /payment \S+ is completed, and belongs to registration \S+, which is EXPIRED/,
  ),
  corruption(
    '4, F10',
    'a refund that no check continues',
    ['payment', 'payments'],
    `UPDATE payments SET cancel_requested_at = created_at WHERE ${one('payments', 'id', `status = 'COMPLETED'`)}`,
    /payment \S+ is COMPLETED, its cancellation requested at \S+, and no further check with the provider is scheduled/,
  ),
  corruption(
    '5, F2',
    'money that was refunded without a request',
    ['provider', 'provider_ledger'],
    `UPDATE provider_ledger SET state = 'REFUNDED' WHERE ${one('provider_ledger', 'charge_key', `state = 'CAPTURED'`)}`,
    /payment \S+ is COMPLETED, and the provider's ledger says REFUNDED/,
  ),
  corruption(
    '5, F2',
    'a charge that belongs to no payment',
    ['provider', 'provider_ledger'],
    `INSERT INTO provider_ledger (charge_key, state, amount) VALUES ('no-payment-of-ours', 'CAPTURED', 49000)`,
    /the provider has CAPTURED the key no-payment-of-ours, which belongs to no payment/,
  ),
  corruption(
    '5, F2',
    'a registration charged twice',
    ['payment', 'payments'],
    `UPDATE payments SET registration_id =
       (SELECT r FROM (SELECT MIN(registration_id) AS r FROM payments WHERE status = 'COMPLETED') AS x),
       attempt = attempt + 1
     WHERE ${one('payments', 'id', `status = 'COMPLETED' AND id > (SELECT MIN(id) FROM payments WHERE status = 'COMPLETED')`)}`,
    /registration \S+ is charged 2 times/,
  ),
  corruption(
    '6',
    'a roster without one of its students',
    ['lecture', 'roster'],
    `DELETE FROM roster WHERE ${one('roster', 'registration_id', `status = 'CONFIRMED'`)}`,
    /registration \S+ is CONFIRMED, and on no roster/,
  ),
  corruption(
    '6, 11, F3',
    'a seat counted twice',
    ['registration', 'seat_ledger'],
    `UPDATE seat_ledger SET taken = 3 WHERE taken = 2`,
    /the seat ledger has 0 held and 3 taken of lecture \S+, and 0 await payment or approval and 2 are confirmed/,
  ),
  corruption(
    '7',
    'a canceled lecture that still has students',
    ['registration', 'seat_ledger'],
    `UPDATE seat_ledger SET status = 'CANCELED' WHERE taken = 2`,
    /registration \S+ is CONFIRMED, and its lecture \S+ is canceled/,
  ),
  corruption(
    '8, F7',
    'a view of yesterday',
    ['mypage', 'registrations'],
    `UPDATE registrations SET state = json_set(state, '$.status', 'AWAITING_PAYMENT') WHERE status = 'CONFIRMED'`,
    /My Page shows registration \S+ with status AWAITING_PAYMENT for CONFIRMED/,
  ),
  corruption(
    '8, F7',
    'a payment that My Page has never seen',
    ['mypage', 'payments'],
    `DELETE FROM payments WHERE status = 'COMPLETED'`,
    /My Page shows nothing of payment \S+ \(sequence 2\)/,
  ),
  corruption(
    '8, F7',
    'a lecture that My Page has under an old sequence',
    ['mypage', 'lectures'],
    `UPDATE lectures SET sequence = 1 WHERE status = 'CANCELED'`,
    /My Page shows lecture \S+ with sequence 1 for 2/,
  ),
  corruption(
    '8, F7',
    'an account that My Page has never seen',
    ['mypage', 'accounts'],
    `DELETE FROM accounts`,
    /My Page shows nothing of account \S+/,
  ),
  corruption(
    '10, F5',
    'an event that was never published',
    ['registration', 'outbox'],
    `UPDATE outbox SET status = 'PENDING' WHERE ${one('outbox', 'id', '1 = 1')}`,
    /1 messages wait in the outbox of registration, the oldest since/,
  ),
  corruption(
    '10, F5',
    'a change without its event',
    ['registration', 'outbox'],
    `DELETE FROM outbox WHERE ${one('outbox', 'id', `routing_key = 'registration.confirmed.v1'`)}`,
    /registration \S+ is at version 2, and its last event is of sequence 1/,
  ),
  corruption(
    '10, F5',
    'an event without its change',
    ['payment', 'payments'],
    `UPDATE payments SET version = 1 WHERE ${one('payments', 'id', `status = 'COMPLETED'`)}`,
    /payment \S+ is at version 1, and there is an event of sequence 2/,
  ),
  corruption(
    '10, F6',
    'an event that was not consumed',
    ['payment', 'inbox'],
    `DELETE FROM inbox WHERE ${one('inbox', 'event_id', `event_id > (SELECT MIN(event_id) FROM inbox)`)}`,
    /payment has not consumed registration\.(declined|canceled) \S+/,
  ),
  corruption(
    '10',
    'an outdated copy of an account',
    ['lecture', 'account_copy'],
    `UPDATE account_copy SET name = 'Outdated' WHERE name = 'Mina'`,
    /lecture has account \S+ with name Outdated for Mina/,
  ),
  corruption(
    '10',
    'a seat ledger that has not received a new fee',
    ['registration', 'seat_ledger'],
    `UPDATE seat_ledger SET fee_amount = 1 WHERE taken = 2`,
    /the seat ledger has lecture \S+ with fee 1 for 49000/,
  ),
  corruption(
    '10',
    'an ended registration that payment has not received',
    ['payment', 'payments_of_registration'],
    `UPDATE payments_of_registration SET over_since = NULL`,
    /registration \S+ is CANCELED, and payment does not know that it has ended/,
  ),
  corruption(
    '16, F3, F10',
    'a hold that was never ended',
    ['registration', 'registration'],
    `UPDATE registration SET hold_expires_at = '2020-01-01 00:00:00.000' WHERE status = 'AWAITING_PAYMENT'`,
    /registration \S+ awaits payment, and its hold ended at 2020-01-01T00:00:00.000Z/,
  ),
  corruption(
    'F9',
    'a registration that its idempotency key does not name',
    ['registration', 'idempotency_record'],
    `UPDATE idempotency_record SET resource_id = NULL
     WHERE resource_id IN (SELECT id FROM registration WHERE status = 'CONFIRMED')`,
    /registration \S+ is CONFIRMED, and no idempotency key names it/,
  ),
  corruption(
    'F9',
    'an idempotency key with two outcomes',
    ['registration', 'idempotency_record'],
    `UPDATE idempotency_record SET status = 409, body = '{"code":"ALREADY_REGISTERED"}'
     WHERE resource_id IN (SELECT id FROM registration WHERE status = 'CONFIRMED')`,
    /the idempotency key \S+ of registration was answered ALREADY_REGISTERED, and names \S+/,
  ),
  corruption(
    'F10',
    'a resync that was abandoned',
    ['lecture', 'resync_job'],
    `INSERT INTO resync_job (request_id, consumer, status, kind_number, after_id, emitted, version, requested_at)
     VALUES ('a-request', 'mypage', 'RUNNING', 0, '', 0, 1, '2020-01-01 00:00:00.000')`,
    /lecture has been re-publishing its states to mypage since 2020-01-01T00:00:00.000Z \(request a-request\)/,
  ),
];
