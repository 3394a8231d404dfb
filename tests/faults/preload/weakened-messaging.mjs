import { AmqpConnectionManagerClass } from 'amqp-connection-manager';
import { around, built } from './built.mjs';
import { isGuardDisabled } from './guards.mjs';

const { Inbox } = await built('libs/messaging/src/inbox/inbox');
const { Outbox } = await built('libs/messaging/src/outbox/outbox');
const { OutboxEntry } = await built('libs/messaging/src/entities');
const { OutboxRows } = await built('libs/messaging/src/outbox/outbox-rows');
const { LocalRelayQueue } = await built('libs/messaging/src/outbox/local-relay-queue');
const { Relay } = await built('libs/messaging/src/outbox/relay');
const { RabbitmqConsumer } = await built('libs/messaging/src/broker/rabbitmq/rabbitmq-consumer');
const { RabbitmqBroker } = await built('libs/messaging/src/broker/rabbitmq/rabbitmq-broker');

around(Inbox, 'once', function (once, eventId, subject, effect) {
  return isGuardDisabled('inbox') ? this.database.transaction(() => effect()) : once(eventId, subject, effect);
});

let broker;
around(RabbitmqBroker, 'subscribe', function (subscribe, ...asked) {
  broker = this;
  return subscribe(...asked);
});
around(Outbox, 'put', async function (put, entries) {
  if (!isGuardDisabled('outbox')) return put(entries);
  this.storeOf().afterCommit(() => {
    for (const { id, routingKey, body } of entries)
      broker.publish({ id, routingKey, body }).catch((error) => console.error('lost with the broker', error));
  });
});

around(OutboxRows, 'claim', async function (claim, ...asked) {
  if (!isGuardDisabled('outbox-lease')) return claim(...asked);
  const { leaseMs } = this;
  this.leaseMs = 0;
  try {
    return await claim(...asked);
  } finally {
    this.leaseMs = leaseMs;
  }
});

around(LocalRelayQueue, 'claimOf', (claimOf, ...asked) =>
  isGuardDisabled('outbox-lease') ? { ...claimOf(...asked), leaseUntil: 0 } : claimOf(...asked),
);

around(OutboxRows, 'markSent', async function (markSent, owner, entries, sentAt) {
  if (!isGuardDisabled('outbox-fencing') || entries.length === 0) return markSent(owner, entries, sentAt);
  const ids = entries.map(({ id }) => id);
  await this.database.reader.update(OutboxEntry, ids, { status: 'SENT', sentAt, leaseOwner: null });
});

around(Relay, 'publish', async (publish, entry) => {
  const outcome = await publish(entry);
  return isGuardDisabled('outbox-mark') ? 'sent' : outcome;
});

around(AmqpConnectionManagerClass, '_connect', (connect) =>
  isGuardDisabled('reconnect') ? Promise.resolve(null) : connect(),
);

around(RabbitmqConsumer, 'park', (park, ...asked) => (isGuardDisabled('parking') ? Promise.resolve() : park(...asked)));
