import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

const PREFETCH = 8;
const GATHERED_PREFETCH = 100;
const BINDINGS = {
  lecture: ['registration.requested', 'registration.confirmed'],
  mypage: ['registration.requested', 'registration.confirmed', 'payment.completed'],
  registration: ['payment.completed'],
};

/** What the bare script says to the broker: confirmed publishes, consumes with an inbox row each, one request at a time. */
export async function openBareMessages({ places, name, connection, consuming, transaction, answer, consume }) {
  const exchange = places.queue(`${name}.events`);
  const requests = places.queue(`${name}.rpc`);
  const out = await connection.createConfirmChannel();
  await out.assertExchange(exchange, 'topic', { durable: true });
  const unmarked = [];
  let toConsume = 0;
  let marking = Promise.resolve();
  let markings = 0;

  for (const [consumer, keys] of Object.entries(BINDINGS)) {
    const channel = await consuming.createChannel();
    const queue = places.queue(`${name}.${consumer}`);
    await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    for (const key of keys) await channel.bindQueue(queue, exchange, key);
    await channel.prefetch(consume ? GATHERED_PREFETCH : PREFETCH);
    await channel.consume(queue, async (message) => {
      const { messageId } = message.properties;
      const one = async (on) => {
        await on.execute('INSERT INTO inbox VALUES (?, ?)', [consumer, messageId]);
        await on.execute('INSERT INTO effect VALUES (?, ?, ?)', [consumer, messageId, message.content.toString()]);
      };
      await (consume ? consume({ consumer, messageId, content: message.content.toString() }) : transaction(one));
      channel.ack(message);
      toConsume -= 1;
    });
  }

  /** Not awaited by the registration, like a relay; `settled` awaits it. */
  function publish({ id, key, body }) {
    toConsume += Object.values(BINDINGS).filter((keys) => keys.includes(key)).length;
    const properties = { persistent: true, messageId: id, mandatory: true, contentType: 'application/json' };
    out.publish(exchange, key, Buffer.from(body), properties, (error) => {
      if (error) throw error;
      unmarked.push(id);
      if (markings === 0) mark();
    });
  }

  function mark() {
    markings += 1;
    marking = (async () => {
      while (unmarked.length > 0) {
        const ids = unmarked.splice(0, 100);
        await transaction((on) => on.query('UPDATE outbox SET sent = 1 WHERE id IN (?)', [ids]));
      }
    })().finally(() => (markings -= 1));
  }

  const desk = await consuming.createChannel();
  await desk.assertQueue(requests, { durable: true });
  await desk.prefetch(100);
  await desk.consume(requests, async (message) => {
    const { replyTo, correlationId } = message.properties;
    const answered = await answer(JSON.parse(message.content.toString()));
    desk.sendToQueue(replyTo, Buffer.from(JSON.stringify(answered)), { correlationId });
    desk.ack(message);
  });

  const asking = await connection.createChannel();
  const waiting = new Map();
  const take = ({ properties, content }) => {
    waiting.get(properties.correlationId)(JSON.parse(content.toString()));
    waiting.delete(properties.correlationId);
  };
  await asking.consume('amq.rabbitmq.reply-to', take, { noAck: true });

  function ask(request) {
    const correlationId = randomUUID();
    return new Promise((resolve) => {
      waiting.set(correlationId, resolve);
      const properties = { correlationId, replyTo: 'amq.rabbitmq.reply-to' };
      asking.sendToQueue(requests, Buffer.from(JSON.stringify(request)), properties);
    });
  }

  async function settled() {
    await out.waitForConfirms();
    while (toConsume > 0 || unmarked.length > 0 || markings > 0) await pause(5);
    await marking;
  }

  return { publish, ask, settled };
}
