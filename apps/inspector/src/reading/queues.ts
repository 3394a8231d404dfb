import { manifestOf, serviceNames } from '#contracts';
import type { ParkedMessage, Queue } from '../invariants/records.js';

export abstract class Queues {
  abstract waiting(): Promise<Queue[]>;

  abstract parked(): Promise<Omit<ParkedMessage, 'isAllowed'>[]>;

  abstract close(): Promise<void>;
}

export const CONSUMERS = serviceNames.flatMap((name) => manifestOf(name).consumers);
export const RPC_QUEUES = serviceNames.flatMap((name) => manifestOf(name).rpcQueues);
