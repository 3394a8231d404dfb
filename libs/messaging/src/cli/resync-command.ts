import { SystemClock, UuidV7Ids } from '#platform';
import { Unroutable, type Broker } from '../broker/broker.js';
import { requestResync } from '../resync/control-messages.js';
import { EXIT, withBroker, type CommandLine } from './command-line.js';

export async function resyncCommand(commandLine: CommandLine): Promise<number> {
  const [consumer, ...rest] = commandLine.args;
  if (consumer !== undefined && rest.length === 0)
    return withBroker(commandLine, (broker) => request(broker, consumer, commandLine));
  commandLine.printError('usage: npm run resync -- <consumer>');
  return EXIT.usage;
}

async function request(broker: Broker, consumer: string, { print, printError }: CommandLine): Promise<number> {
  if (!(await broker.hasQueue(consumer))) {
    printError(
      `The consumer ${consumer} has no queue. Give the name of a service that consumes events, such as lecture.`,
    );
    return EXIT.failed;
  }
  const requestId = new UuidV7Ids().next();
  try {
    await requestResync(broker, consumer, requestId, new SystemClock().now());
  } catch (error) {
    if (!(error instanceof Unroutable)) throw error;
    printError('No owning service has a queue yet. Start the services and retry.');
    return EXIT.failed;
  }
  print(`Requested that every owning service re-publish its current states for ${consumer} (request ${requestId}).`);
  return EXIT.ok;
}
