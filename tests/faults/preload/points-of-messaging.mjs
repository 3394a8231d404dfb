// Imported first: fail points must also be reached by code whose guard is removed.
import './weakened-messaging.mjs';
import { around, built } from './built.mjs';
import { pass } from './points.mjs';

const { RabbitmqBroker } = await built('libs/messaging/src/broker/rabbitmq/rabbitmq-broker');
const { InProcessBroker } = await built('libs/messaging/src/broker/in-process/in-process-broker');
const { OutboxRows } = await built('libs/messaging/src/outbox/outbox-rows');
const { Relay } = await built('libs/messaging/src/outbox/relay');

const eventOf = ({ routingKey }) => routingKey.replace(/\.v1$/, '');

for (const Broker of [RabbitmqBroker, InProcessBroker]) {
  around(Broker, 'publish', async (publish, message) => {
    await pass([`before-publish:${eventOf(message)}`, 'before-publish']);
    await publish(message);
    await pass([`after-publish:${eventOf(message)}`, 'after-publish']);
  });
  around(Broker, 'subscribe', (subscribe, subscription) =>
    subscribe({
      ...subscription,
      handle: async (delivery) => {
        const { consumer } = subscription;
        const names = (when) => [`${when}:${consumer}:${eventOf(delivery)}`, `${when}:${eventOf(delivery)}`, when];
        await pass(names('before-effect'));
        const verdict = await subscription.handle(delivery);
        await pass(names('after-effect'));
        return verdict;
      },
    }),
  );
}

around(Relay, 'publishAll', async (publishAll, owner, entries) => {
  if (entries.length > 0) await pass('relay.after-claim');
  return publishAll(owner, entries);
});

around(OutboxRows, 'markSent', async (markSent, owner, entries, sentAt) => {
  if (entries.length > 0) await pass('relay.before-mark');
  await markSent(owner, entries, sentAt);
  if (entries.length > 0) await pass('relay.after-mark');
});
