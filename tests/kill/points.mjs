// The points at which a process kills itself (SIGKILL, as the kernel would): the one named in KILL_AT, the KILL_AFTER-th
// time it comes by. They wrap adapters from the outside: production code knows nothing of them.
//   before-publish:<event>   the change is committed, its event is not yet published
//   after-publish:<event>    the broker has the event, the outbox does not know
//   after-effect:<consumer>:<event>  the consumer's transaction is committed, the broker does not know
//   after-capture            the provider has the money, payment and registration do not know
import { SimulatedProvider } from '../../dist/apps/payment/src/provider/simulated.payment-provider.js';

const [point, ...details] = (process.env.KILL_AT ?? '').split(':');
const detail = details.join(':');
let left = Number(process.env.KILL_AFTER ?? 1);

function passing(here, what) {
  if (here !== point || (detail && what !== detail)) return;
  left -= 1;
  if (left <= 0) process.kill(process.pid, 'SIGKILL');
}

const eventOf = (message) => message.routingKey.replace(/\.v1$/, '');

/** The broker with its deadly points. */
export function deadly(broker) {
  const publish = broker.publish.bind(broker);
  const subscribe = broker.subscribe.bind(broker);
  broker.publish = async (message) => {
    passing('before-publish', eventOf(message));
    await publish(message);
    passing('after-publish', eventOf(message));
  };
  broker.subscribe = (subscription) =>
    subscribe({
      ...subscription,
      handle: async (delivery) => {
        const verdict = await subscription.handle(delivery);
        passing('after-effect', `${subscription.consumer}:${eventOf(delivery)}`);
        return verdict;
      },
    });
  return broker;
}

const charge = SimulatedProvider.prototype.charge;
SimulatedProvider.prototype.charge = async function (...asked) {
  const answer = await charge.apply(this, asked);
  passing('after-capture');
  return answer;
};
