import { setTimeout as after } from 'node:timers/promises';
import { InProcessBroker } from '../in-process-broker.js';

// Consumes slowly: prints the id of each message it starts, and never finishes those whose id ends in 7.
const [dataDir = ''] = process.argv.slice(2);
const broker = new InProcessBroker({ dataDir });
await broker.subscribe({
  consumer: 'lecture',
  bindings: ['#'],
  concurrency: 5,
  handle: async ({ id }) => {
    process.stdout.write(`${id}\n`);
    await after(id.endsWith('7') ? 60_000 : 5);
    return { kind: 'done' };
  },
});
await after(60_000);
