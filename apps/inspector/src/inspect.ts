import type { Addresses } from './addresses.js';
import type { Finding } from './finding.js';

export interface InspectOptions {
  /** Ids of parked messages (`<consumer>:<message id>`, as `npm run parked -- list` shows them) that may be there. */
  allowParked?: readonly string[];
  /** How long after its time something may still wait for its sweep, in milliseconds (5,000). */
  graceMs?: number;
  /** The instant that «overdue» is measured by (now). */
  now?: Date;
}

/**
 * Looks at every store and at the broker, changing nothing, and answers one finding per invariant, broken or not. What is
 * on its way while it looks can appear broken: ask again, or look at a system at rest.
 * @throws CouldNotLook naming the store or broker that could not be read
 */
export async function inspect(_addresses: Addresses, _options: InspectOptions = {}): Promise<Finding[]> {
  throw new CouldNotLook('the inspector has no readers yet');
}

/** Something that an invariant speaks of cannot be read: nothing is known of it. */
export class CouldNotLook extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CouldNotLook';
  }
}
