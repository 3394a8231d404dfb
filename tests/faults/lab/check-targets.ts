import type { inspect } from '../../../apps/inspector/src/inspect.js';
import type { ServiceName } from '../../support/distributed-system.js';
import type { History } from './history.js';
import type { Tap } from './tap.js';

/** What the checks of a lab read. */
export interface CheckTargets {
  /** Direct addresses of every store and the broker, without proxies. */
  readonly addresses: Parameters<typeof inspect>[0];
  readonly allowedParked: ReadonlySet<string>;
  readonly services: { readonly name: string; readonly crashes: string[]; readonly printed: string }[];
  readonly history: History;
  readonly tap: Tap;
  /** Prefix of its queues and exchanges. */
  readonly namespace: string;
  readonly rabbitmq: { readonly url: string };
  rows<Row>(service: ServiceName, sql: string): Promise<Row[]>;
}
