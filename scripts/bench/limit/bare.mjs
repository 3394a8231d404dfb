import { randomUUID } from 'node:crypto';
import amqp from 'amqplib';
import mysql from 'mysql2/promise';
import { gatheredSteps } from './bare-gathered.mjs';
import { BARE_TABLES } from './bare-tables.mjs';
import { openBareMessages } from './bare-messages.mjs';

const CONNECTIONS = 20;

/**
 * The durable steps of a registration and nothing else, in this one process: its transactions with their outbox rows, one
 * request to payment over a queue, three confirmed publishes, six consumes. No framework, no validation, no tokens.
 */
export async function openBare(places, name = 'bare') {
  const server = await places.open();
  await server.query(`CREATE DATABASE ${places.schema(name)}`);
  await server.end();
  const pool = mysql.createPool({ uri: places.databaseUrl(name), connectionLimit: CONNECTIONS });
  pool.on('connection', (connection) => connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED'));
  for (const table of BARE_TABLES) await pool.query(`CREATE TABLE ${table} ENGINE=InnoDB`);
  const connection = await amqp.connect(`${places.broker}`, { noDelay: true });
  const consuming = await amqp.connect(`${places.broker}`, { noDelay: true });
  const gathered = name === 'gathered' ? gatheredSteps({ transaction, event }) : undefined;
  const answer = gathered
    ? (request) => gathered.charge(request, publish).then(() => ({ outcome: 'COMPLETED' }))
    : charge;
  const { consume } = gathered ?? {};
  const messages = await openBareMessages({ places, name, connection, consuming, transaction, answer, consume });

  async function transaction(work) {
    const on = await pool.getConnection();
    try {
      await on.query('START TRANSACTION');
      const result = await work(on);
      await on.query('COMMIT');
      return result;
    } catch (error) {
      await on.query('ROLLBACK');
      throw error;
    } finally {
      on.release();
    }
  }

  function event(name, data) {
    return { id: randomUUID(), key: name, body: JSON.stringify({ name, data, pad: PADDING }) };
  }

  function publish(message) {
    messages.publish(message);
  }

  const outbox = (on, id, body) => on.execute('INSERT INTO outbox VALUES (?, ?, 0)', [id, body]);

  /** Payment's side of the request: begun, captured in the provider's own books, completed. */
  async function charge({ registrationId, paymentId }) {
    const completed = event('payment.completed', { registrationId, paymentId });
    await transaction(async (on) => {
      await on.execute('INSERT INTO payments_of VALUES (?, 1)', [registrationId]);
      await on.execute("INSERT INTO payment VALUES (?, ?, 'PENDING')", [paymentId, registrationId]);
    });
    await pool.execute("INSERT INTO provider VALUES (?, 'CAPTURED')", [paymentId]);
    await transaction(async (on) => {
      await on.execute('UPDATE payments_of SET version = 2 WHERE id = ? AND version = 1', [registrationId]);
      await on.execute("UPDATE payment SET status = 'COMPLETED' WHERE id = ?", [paymentId]);
      await outbox(on, completed.id, completed.body);
    });
    messages.publish(completed);
    return { outcome: 'COMPLETED' };
  }

  /** One registration, from the request to the confirmed seat. */
  async function register(studentId, lectureId) {
    const [id, paymentId, key] = [randomUUID(), randomUUID(), randomUUID()];
    const requested = event('registration.requested', { id, lectureId, studentId });
    const confirmed = event('registration.confirmed', { id, lectureId, studentId });
    await transaction(async (on) => {
      await on.execute("INSERT INTO request VALUES (?, ?, '')", [key, id]);
      await on.execute("INSERT INTO registration VALUES (?, ?, ?, 'AWAITING', ?)", [
        id,
        lectureId,
        studentId,
        paymentId,
      ]);
      await outbox(on, requested.id, requested.body);
      const free = 'UPDATE seat SET held = held + 1 WHERE id = ? AND held + taken < capacity';
      const [seat] = await on.execute(free, [lectureId]);
      if (seat.affectedRows !== 1) throw new Error('no seat');
    });
    messages.publish(requested);
    const { outcome } = await messages.ask({ registrationId: id, paymentId });
    if (outcome !== 'COMPLETED') throw new Error(outcome);
    await transaction(async (on) => {
      const confirm = "UPDATE registration SET status = 'CONFIRMED' WHERE id = ? AND status = 'AWAITING'";
      await on.execute(confirm, [id]);
      await on.execute("UPDATE request SET answer = 'CONFIRMED' WHERE id = ?", [key]);
      await outbox(on, confirmed.id, confirmed.body);
      await on.execute('UPDATE seat SET held = held - 1, taken = taken + 1 WHERE id = ?', [lectureId]);
    });
    messages.publish(confirmed);
  }

  return {
    register: gathered ? (studentId, lectureId) => gathered.register({ studentId, lectureId }, messages) : register,
    async openLecture() {
      const id = randomUUID();
      await pool.execute('INSERT INTO seat VALUES (?, 100000, 0, 0)', [id]);
      return id;
    },
    /** Resolves when everything published has been consumed and every outbox row is marked. */
    settled: () => messages.settled(),
    async stop() {
      await messages.settled();
      await connection.close();
      await consuming.close();
      await pool.end();
    },
  };
}

/** Bare events are as long as the real ones. */
const PADDING = 'x'.repeat(600);
