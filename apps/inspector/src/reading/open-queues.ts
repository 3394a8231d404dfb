import { InProcessQueues } from './in-process.queues.js';
import type { Queues } from './queues.js';

/** The queues of the broker that `BROKER_URL` names; RabbitMQ's client is loaded only where it is used. @throws CouldNotLook */
export async function openQueues(url: string, dataDir: string): Promise<Queues> {
  if (url === 'in-process:') return InProcessQueues.open(dataDir);
  const { RabbitmqQueues } = await import('./rabbitmq.queues.js');
  return RabbitmqQueues.open(url);
}
