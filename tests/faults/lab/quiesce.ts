import { consumedBy, publishers, serviceNames } from '#contracts';
import { queueNames } from '#messaging';
import { connect } from 'amqplib';
import { RequirementNotMet } from '../requirement-not-met.js';
import type { CheckTargets } from './check-targets.js';

const CONSUMERS = serviceNames.filter((name) => consumedBy(name).length > 0);
const POLL_MS = 200;

/** Resolves when outboxes and queues were empty in two consecutive checks. @throws RequirementNotMet naming what is not empty, after `within` ms */
export async function quiesced(lab: CheckTargets, within: number): Promise<void> {
  const end = performance.now() + within;
  for (let quiet = 0; quiet < 2;) {
    const busy = await underWay(lab);
    quiet = busy.length === 0 ? quiet + 1 : 0;
    if (performance.now() > end)
      throw new RequirementNotMet(`not at rest after ${within / 1000} s: ${busy.join(', ')}`);
    await new Promise((wake) => setTimeout(wake, POLL_MS));
  }
}

async function underWay(lab: CheckTargets): Promise<string[]> {
  try {
    return [...(await waitingInOutboxes(lab)), ...(await waitingInQueues(lab))];
  } catch (error) {
    return [`a server that does not answer (${String(error)})`];
  }
}

async function waitingInOutboxes(lab: CheckTargets): Promise<string[]> {
  const counts = await Promise.all(
    publishers.map(async (service) => {
      const [row] = await lab.rows<{ n: number }>(service, "SELECT COUNT(*) AS n FROM outbox WHERE status = 'PENDING'");
      return Number(row!.n) > 0 ? [`${row!.n} in the outbox of ${service}`] : [];
    }),
  );
  return counts.flat();
}

async function waitingInQueues(lab: CheckTargets): Promise<string[]> {
  const broker = await connect(lab.rabbitmq.url, { timeout: 5_000 });
  try {
    const channel = await broker.createChannel();
    const counts = await Promise.all(queuesOf(lab).map((queue) => channel.checkQueue(queue)));
    return counts.flatMap(({ queue, messageCount }) => (messageCount > 0 ? [`${messageCount} in ${queue}`] : []));
  } finally {
    await broker.close();
  }
}

const queuesOf = ({ namespace, services }: CheckTargets): string[] =>
  CONSUMERS.filter((consumer) => services.some(({ name }) => name === consumer)).flatMap((consumer) => {
    const { queue, retries } = queueNames(consumer, namespace);
    return [queue, ...retries];
  });
