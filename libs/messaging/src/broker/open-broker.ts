import { servicePorts } from '#contracts';
import { Log } from '#platform';
import type { Broker } from './broker.js';
import { InProcessBroker } from './in-process/in-process.broker.js';
import { RabbitmqBroker } from './rabbitmq/rabbitmq.broker.js';
import type { RetryRule } from './retry-rule.js';

/**
 * Opens the broker that the address names: `in-process:` keeps its file `broker.sqlite` in `dataDir`, `amqp://…` is RabbitMQ.
 * @throws when the file cannot be opened, or when nobody knows that kind of address
 */
export async function openBroker(
  address: string,
  dataDir: string,
  { retry, log = Log.silent() }: { retry?: RetryRule; log?: Log } = {},
): Promise<Broker> {
  switch (new URL(address).protocol) {
    case 'in-process:':
      return new InProcessBroker({ dataDir, retry, log });
    case 'amqp:':
    case 'amqps:':
      return new RabbitmqBroker({ address, retry, log, consumers: Object.keys(servicePorts) });
    default:
      throw new Error(`no broker is known for ${new URL(address).protocol}; use in-process: or amqp://…`);
  }
}
