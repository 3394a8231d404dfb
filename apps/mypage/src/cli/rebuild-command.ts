import { rebuildRequestedKeyOf, type RebuildRequested } from '#contracts';
import { EXIT, Unroutable, withBroker, type Broker, type CommandLine } from '#messaging';
import { SystemClock, UuidV7Ids } from '#platform';

export async function rebuildCommand(commandLine: CommandLine): Promise<number> {
  const [consumer, ...rest] = commandLine.args;
  if (consumer !== undefined && !consumer.startsWith('-') && rest.length === 0)
    return withBroker(commandLine, (broker) => request(broker, consumer, commandLine));
  commandLine.printError('usage: npm run rebuild -- mypage');
  return EXIT.usage;
}

async function request(broker: Broker, consumer: string, { print, printError }: CommandLine): Promise<number> {
  const requestId = new UuidV7Ids().next();
  const message: RebuildRequested = { requestId, requestedAt: new SystemClock().now().toISOString() };
  try {
    const routingKey = rebuildRequestedKeyOf(consumer);
    await broker.publish({ id: requestId, routingKey, body: JSON.stringify(message) });
  } catch (error) {
    if (!(error instanceof Unroutable)) throw error;
    printError(`${consumer} cannot be rebuilt: it has no views, or it has never been started. Start it and try again.`);
    return EXIT.failed;
  }
  print(
    `Requested a rebuild of ${consumer} (request ${requestId}). The log of ${consumer} reports when it is complete.`,
  );
  return EXIT.ok;
}
