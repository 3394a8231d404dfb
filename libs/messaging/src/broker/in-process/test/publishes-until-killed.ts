import { InProcessBroker } from '../in-process-broker.js';

// Publishes concurrently for one consumer, and prints the id of each message once the broker has confirmed it.
const [dataDir = ''] = process.argv.slice(2);
const broker = new InProcessBroker({ dataDir });
const idle = { consumer: 'lecture', bindings: ['#'], concurrency: 1 };
const { close } = await broker.subscribe({ ...idle, handle: async () => ({ kind: 'done' }) });
await close();

let published = 0;
async function publishForever(): Promise<never> {
  for (;;) {
    const id = `message-${(published += 1)}`;
    await broker.publish({ id, routingKey: 'registration.confirmed.v1', body: '{}' });
    process.stdout.write(`${id}\n`);
  }
}
await Promise.all(Array.from({ length: 20 }, publishForever));
