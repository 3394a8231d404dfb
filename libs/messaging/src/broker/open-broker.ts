import type { Broker } from './broker.js';
import type { RetryRule } from './retry-rule.js';

/** Opens the broker that the address names: `in-process:` keeps its file `broker.sqlite` in `dataDir`. */
export function openBroker(address: string, dataDir: string, retry?: RetryRule): Promise<Broker> {
  throw new Error(`not written yet: ${address} ${dataDir} ${String(retry)}`);
}
