import { SystemClock, UuidV7Ids } from '#platform';
import { askForResync } from '../resync/ask-for-resync.js';
import { complain, EXIT_USAGE, say, withBroker } from './with-broker.js';

async function main(): Promise<number> {
  const [consumer, ...rest] = process.argv.slice(2);
  if (!consumer || rest.length > 0) return complain('usage: npm run resync -- <consumer>', EXIT_USAGE);
  return withBroker(async (broker) => {
    if (!(await broker.knows(consumer))) return complain(`${consumer} has never consumed anything here`, 1);
    const requestId = new UuidV7Ids().next();
    await askForResync(broker, consumer, requestId, new SystemClock().now());
    say(`every owner is asked to tell ${consumer} its present states again (request ${requestId})`);
    return 0;
  });
}

process.exitCode = await main();
