import { consumedBy } from '#contracts';
import { queueNames } from '#messaging';
import amqp from 'amqplib';

const OUTBOXES = ['lecture', 'payment', 'registration'];
import { requiredServices } from './services.mjs';

const QUEUES = requiredServices.filter((name) => consumedBy(name).length > 0);

/** What has happened at the servers, read from the servers. */
export async function openOutcome(places) {
  const stores = await places.open();
  const broker = await amqp.connect(places.broker);
  const channel = await broker.createChannel();
  const one = async (sql) => Object.values((await stores.query(sql))[0][0])[0];
  const registration = places.schema('registration');
  const payment = places.schema('payment');

  /** Events that are not published yet, or lie in a queue. */
  async function left() {
    const pending = OUTBOXES.map(
      (name) => `(SELECT COUNT(*) FROM ${places.schema(name)}.outbox WHERE status = 'PENDING')`,
    );
    const unpublished = Number(await one(`SELECT ${pending.join(' + ')}`));
    const waiting = await Promise.all(QUEUES.map((name) => channel.checkQueue(queueNames(name, places.id).queue)));
    return unpublished + waiting.reduce((sum, { messageCount }) => sum + messageCount, 0);
  }

  /** @throws when a seat was sold twice, or a confirmed registration has not exactly one capture */
  async function assertRight() {
    const found = {
      confirmed: await one(`SELECT COUNT(*) FROM ${registration}.registration WHERE status = 'CONFIRMED'`),
      withoutCapture: await one(`SELECT COUNT(*) FROM ${registration}.registration r WHERE r.status = 'CONFIRMED' AND
        (SELECT COUNT(*) FROM ${payment}.payments p JOIN ${places.schema('payment')}.provider_ledger l ON l.charge_key = p.id
          WHERE p.registration_id = r.id AND p.status = 'COMPLETED' AND l.state = 'CAPTURED') <> 1`),
      capturesTooMany: await one(`SELECT COUNT(*) FROM (SELECT p.registration_id FROM ${payment}.payments p
        JOIN ${payment}.provider_ledger l ON l.charge_key = p.id WHERE l.captured_at IS NOT NULL AND l.refunded_at IS NULL
        GROUP BY p.registration_id HAVING COUNT(*) > 1) twice`),
      seatsTwice: await one(`SELECT COUNT(*) FROM (SELECT student_id, lecture_id FROM ${registration}.registration
        WHERE status IN ('CONFIRMED', 'AWAITING_PAYMENT') GROUP BY student_id, lecture_id HAVING COUNT(*) > 1) twice`),
      ledgersWrong:
        await one(`SELECT COUNT(*) FROM ${registration}.seat_ledger s WHERE s.taken > s.capacity OR s.taken <>
        (SELECT COUNT(*) FROM ${registration}.registration r WHERE r.lecture_id = s.lecture_id AND r.status = 'CONFIRMED')`),
    };
    const { confirmed, ...faults } = found;
    if (Object.values(faults).some((count) => Number(count) > 0)) {
      throw new Error(`a wrong outcome: ${JSON.stringify(found)}`);
    }
    return { confirmed: Number(confirmed), wrong: 0 };
  }

  return {
    left,
    assertRight,
    close: () => Promise.all([stores.end(), broker.close()]),
  };
}
