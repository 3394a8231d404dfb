import { InProcessBroker } from '../in-process-broker.js';

// Publishes for one consumer, many at a time, and writes a line for each message once the broker has taken it.
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
