import amqp from 'amqplib';
import { manifestOf, type ServiceName } from '#contracts';
import { queueNames } from '#messaging';

/** Deletes the queues and exchanges of one namespace. */
export async function deleteQueues(url: string, namespace: string, services: readonly ServiceName[]): Promise<void> {
  const broker = await amqp.connect(url);
  const channel = await broker.createChannel();
  for (const name of services.flatMap((service) => manifestOf(service).consumers)) {
    for (const queue of queueNames(name, namespace).all) await channel.deleteQueue(queue);
  }
  for (const name of services.flatMap((service) => manifestOf(service).rpcQueues)) {
    await channel.deleteQueue(`${namespace}.${name}`);
  }
  await channel.deleteExchange(`${namespace}.sugang.events`);
  await broker.close();
}
