import amqp from 'amqplib';

const SUFFIXES = ['', '.parked', '.settled', '.retry.200', '.retry.800', '.retry.3200', '.retry.12800'];

/** Deletes the queues and exchanges of one namespace. */
export async function deleteQueues(url: string, namespace: string, services: readonly string[]): Promise<void> {
  const broker = await amqp.connect(url);
  const channel = await broker.createChannel();
  for (const name of [...services, 'mypage-rebuild']) {
    for (const suffix of SUFFIXES) await channel.deleteQueue(`${namespace}.${name}${suffix}`);
  }
  await channel.deleteQueue(`${namespace}.sugang.payment.rpc`);
  await channel.deleteExchange(`${namespace}.sugang.events`);
  await broker.close();
}
