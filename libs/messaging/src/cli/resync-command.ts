import { SystemClock, UuidV7Ids } from '#platform';
import { Unroutable, type Broker } from '../broker/broker.js';
import { requestResync } from '../resync/request-resync.js';
import { EXIT, type Terminal } from './terminal.js';
import { withBroker } from './with-broker.js';

/** Asks every owner to tell one consumer its present states again; answers the exit code. */
export async function resyncCommand(terminal: Terminal): Promise<number> {
  const [consumer, ...rest] = terminal.words;
  if (consumer !== undefined && rest.length === 0)
    return withBroker(terminal, (broker) => ask(broker, consumer, terminal));
  terminal.complain('usage: npm run resync -- <consumer>');
  return EXIT.usage;
}

async function ask(broker: Broker, consumer: string, { say, complain }: Terminal): Promise<number> {
  if (!(await broker.knows(consumer))) {
    complain(`${consumer} has never consumed anything here`);
    return EXIT.failed;
  }
  const requestId = new UuidV7Ids().next();
  try {
    await requestResync(broker, consumer, requestId, new SystemClock().now());
  } catch (error) {
    if (!(error instanceof Unroutable)) throw error;
    complain('no service here owns anything that could be told again');
    return EXIT.failed;
  }
  say(`every owner is asked to tell ${consumer} its present states again (request ${requestId})`);
  return EXIT.ok;
}
