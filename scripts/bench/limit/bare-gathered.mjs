import { randomUUID } from 'node:crypto';
import { Batcher } from '../../../dist/libs/persistence/src/index.js';

/**
 * The durable steps of the bare script, gathered: what queued while a batch ran shares the next transaction and its multi-row
 * statements. The second baseline: what the servers allow to a program that gathers.
 */
export function gatheredSteps({ transaction, event }) {
  const options = { size: 100, batchesInFlight: 2 };
  const batched = (run) => {
    const batcher = new Batcher(async (members) => {
      await transaction((on) => run(on, members));
      return members.map(() => undefined);
    }, options);
    return (member) => batcher.add(member);
  };
  const rows = (members, ...columns) => [members.map((member) => columns.map((column) => column(member)))];
  const outbox = (on, members) =>
    on.query(
      'INSERT INTO outbox VALUES ?',
      rows(members, ...[({ event: { id } }) => id, ({ event: { body } }) => body, () => 0]),
    );

  const request = batched(async (on, members) => {
    await on.query('INSERT INTO request VALUES ?', rows(members, ...[({ key }) => key, ({ id }) => id, () => '']));
    const columns = [({ id }) => id, ({ lectureId }) => lectureId, ({ studentId }) => studentId];
    await on.query(
      'INSERT INTO registration VALUES ?',
      rows(
        members,
        ...columns,
        () => 'AWAITING',
        ({ paymentId }) => paymentId,
      ),
    );
    await outbox(on, members);
    for (const [lectureId, amount] of countedByLecture(members)) {
      const free = 'UPDATE seat SET held = held + ? WHERE id = ? AND held + taken + ? <= capacity';
      const [seat] = await on.query(free, [amount, lectureId, amount]);
      if (seat.affectedRows !== 1) throw new Error('no seat');
    }
  });

  const begin = batched(async (on, members) => {
    await on.query(
      'INSERT INTO payments_of VALUES ?',
      rows(members, ...[({ registrationId }) => registrationId, () => 1]),
    );
    const columns = [({ paymentId }) => paymentId, ({ registrationId }) => registrationId, () => 'PENDING'];
    await on.query('INSERT INTO payment VALUES ?', rows(members, ...columns));
  });

  const capture = batched((on, members) =>
    on.query('INSERT INTO provider VALUES ?', rows(members, ...[({ paymentId }) => paymentId, () => 'CAPTURED'])),
  );

  const complete = batched(async (on, members) => {
    const registrations = members.map(({ registrationId }) => registrationId).toSorted();
    await on.query('UPDATE payments_of SET version = 2 WHERE id IN (?) AND version = 1', [registrations]);
    await on.query("UPDATE payment SET status = 'COMPLETED' WHERE id IN (?)", [
      members.map(({ paymentId }) => paymentId),
    ]);
    await outbox(on, members);
  });

  const confirm = batched(async (on, members) => {
    const ids = members.map(({ id }) => id).toSorted();
    await on.query("UPDATE registration SET status = 'CONFIRMED' WHERE id IN (?) AND status = 'AWAITING'", [ids]);
    await on.query("UPDATE request SET answer = 'CONFIRMED' WHERE id IN (?)", [
      members.map(({ key }) => key).toSorted(),
    ]);
    await outbox(on, members);
    for (const [lectureId, amount] of countedByLecture(members))
      await on.query('UPDATE seat SET held = held - ?, taken = taken + ? WHERE id = ?', [amount, amount, lectureId]);
  });

  const consume = batched(async (on, members) => {
    const [consumer, id, body] = [({ consumer }) => consumer, ({ messageId }) => messageId, ({ content }) => content];
    await on.query('INSERT INTO inbox VALUES ?', rows(members, consumer, id));
    await on.query('INSERT INTO effect VALUES ?', rows(members, consumer, id, body));
  });

  return {
    consume,
    async charge({ registrationId, paymentId }, publish) {
      const charge = { registrationId, paymentId, event: event('payment.completed', { registrationId, paymentId }) };
      await begin(charge);
      await capture(charge);
      await complete(charge);
      publish(charge.event);
    },
    async register({ studentId, lectureId }, { publish, ask }) {
      const [id, paymentId, key] = [randomUUID(), randomUUID(), randomUUID()];
      const facts = { id, paymentId, key, lectureId, studentId };
      const requested = event('registration.requested', { id, lectureId, studentId });
      await request({ ...facts, event: requested });
      publish(requested);
      const { outcome } = await ask({ registrationId: id, paymentId });
      if (outcome !== 'COMPLETED') throw new Error(outcome);
      const confirmed = event('registration.confirmed', { id, lectureId, studentId });
      await confirm({ ...facts, event: confirmed });
      publish(confirmed);
    },
  };
}

const countedByLecture = (members) =>
  [
    ...members.reduce((counts, { lectureId }) => counts.set(lectureId, (counts.get(lectureId) ?? 0) + 1), new Map()),
  ].toSorted();
