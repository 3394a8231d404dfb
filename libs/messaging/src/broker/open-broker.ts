import type { Log } from '#platform';
import type { Broker } from './broker.js';
import { InProcessBroker } from './in-process/in-process.broker.js';
import type { RetryRule } from './retry-rule.js';

/**
 * Opens the broker that the address names: `in-process:` keeps its file `broker.sqlite` in `dataDir`.
 * @throws when it cannot be opened, or when nobody knows that kind of address
 */
export async function openBroker(
  address: string,
  dataDir: string,
  options: { retry?: RetryRule; log?: Log } = {},
): Promise<Broker> {
  if (address === 'in-process:') return new InProcessBroker({ dataDir, ...options });
  throw new Error(`no broker for ${new URL(address).protocol}//… yet: set BROKER_URL=in-process:`);
}
