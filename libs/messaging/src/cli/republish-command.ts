import { parseArgs } from 'node:util';
import { consumedBy, serviceNames, type EventName, type ServiceName } from '#contracts';
import { SystemClock, UuidV7Ids } from '#platform';
import { Unroutable, type Broker } from '../broker/broker.js';
import { requestRepublish } from '../resync/control-messages.js';
import { EXIT, withBroker, type CommandLine } from './command-line.js';

const USAGE = `usage: npm run republish -- <service> [--from <time>] [--to <time>]
       times as in 2027-03-01T09:00:00Z; without them, everything that the outboxes still hold`;

interface Request {
  consumer: string;
  events: EventName[];
  from: string | undefined;
  to: string | undefined;
}

export async function republishCommand(commandLine: CommandLine): Promise<number> {
  const request = requestOf(commandLine);
  if (request) return withBroker(commandLine, (broker) => send(broker, request, commandLine));
  commandLine.printError(USAGE);
  return EXIT.usage;
}

function requestOf({ args, printError }: CommandLine): Request | undefined {
  try {
    const options = { from: { type: 'string' }, to: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const [consumer, ...rest] = positionals;
    if (consumer === undefined || rest.length > 0) return undefined;
    const events = isService(consumer) ? consumedBy(consumer) : [];
    return { consumer, events, from: instantOf(values.from), to: instantOf(values.to) };
  } catch (error) {
    printError((error as Error).message);
    return undefined;
  }
}

const isService = (name: string): name is ServiceName => serviceNames.some((each) => each === name);

function instantOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const instant = new Date(text);
  // Without an offset it would be the local time of this machine.
  if (Number.isNaN(instant.getTime()) || !/(Z|[+-]\d\d:\d\d)$/.test(text))
    throw new Error(`${text} is not a time with an offset from UTC`);
  return instant.toISOString();
}

async function send(broker: Broker, request: Request, { print, printError }: CommandLine): Promise<number> {
  const { consumer, events, from, to } = request;
  if (events.length === 0 || !(await broker.hasQueue(consumer))) {
    printError(`${consumer} consumes no events or has no queue. Give the name of a service, such as payment.`);
    return EXIT.failed;
  }
  const requestId = new UuidV7Ids().next();
  try {
    await requestRepublish(broker, consumer, requestId, new SystemClock().now(), { events, from, to });
  } catch (error) {
    if (!(error instanceof Unroutable)) throw error;
    printError('No publishing service has a queue yet. Start the services and retry.');
    return EXIT.failed;
  }
  print(`Requested that every publisher publish its events again for ${consumer} (request ${requestId}).`);
  print(
    'Outboxes store events for 24 hours after publication. Events that the consumer has already consumed have no effect.',
  );
  return EXIT.ok;
}
