import { manifestOf, serviceNames } from '#contracts';
import { Log } from '#platform';
import type { Broker, RetryPolicy } from './broker.js';
import { InProcessBroker } from './in-process/in-process-broker.js';
import { RabbitmqBroker } from './rabbitmq/rabbitmq-broker.js';

/** Opens the embedded broker for `in-process:`. @throws when its file cannot be opened or the protocol is unknown */
export async function openBroker(
  address: string,
  dataDir: string,
  { retry, log = Log.silent() }: { retry?: RetryPolicy; log?: Log } = {},
): Promise<Broker> {
  switch (new URL(address).protocol) {
    case 'in-process:':
      return new InProcessBroker({ dataDir, retry, log });
    case 'amqp:':
    case 'amqps:':
      return new RabbitmqBroker({ address, retry, log, consumers: consumersOfAllServices() });
    default:
      throw new Error(`unknown broker protocol ${new URL(address).protocol}; use in-process: or amqp://…`);
  }
}

const consumersOfAllServices = (): string[] => serviceNames.flatMap((name) => manifestOf(name).consumers);
