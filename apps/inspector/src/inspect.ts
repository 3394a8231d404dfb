import type { Addresses } from './addresses.js';
import { Examination } from './examination.js';
import type { Finding } from './finding.js';
import * as rules from './invariants/index.js';
import { accountDossiers } from './reading/accounts.js';
import { charges } from './reading/charges.js';
import { consumptions } from './reading/consumptions.js';
import { eventsOfAggregates } from './reading/events-of-aggregates.js';
import { lectureDossiers } from './reading/lectures.js';
import { outboxes, parkedMessages, queues, resyncs } from './reading/messages.js';
import { notifications } from './reading/notifications.js';
import { registrationDossiers } from './reading/registrations.js';
import { withStores, type Stores } from './reading/stores.js';

export type { Addresses } from './addresses.js';
export { CouldNotLook } from './could-not-look.js';
export type { Finding } from './finding.js';

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
export const inspect = (addresses: Addresses, options: InspectOptions = {}): Promise<Finding[]> =>
  withStores(addresses, (stores) => examined(stores, options));

/** Whether an invariant is broken. */
export const isBroken = ({ brokenInAll }: Finding): boolean => brokenInAll > 0;

async function examined(
  stores: Stores,
  { allowParked = [], graceMs = 5_000, now = new Date() }: InspectOptions,
): Promise<Finding[]> {
  const examination = new Examination({ now, graceMs });
  await examination.of('outboxes', outboxes(stores), [rules.nothingWaitsToBePublished]);
  await examination.of('queues', queues(stores), [rules.queuesAreEmpty]);
  await examination.of('parked messages', parkedMessages(stores, allowParked), [rules.onlyTheAllowedIsParked]);
  await examination.of('unfinished resyncs', resyncs(stores), [rules.resyncsComeToAnEnd]);
  await examination.of('registrations', registrationDossiers(stores), rules.ofRegistrations);
  await examination.of('lectures', lectureDossiers(stores), rules.ofLectures);
  await examination.of('accounts', accountDossiers(stores), rules.ofAccounts);
  await examination.of('charges', charges(stores), [rules.chargesAreKnown]);
  await examination.of('aggregates', eventsOfAggregates(stores), [rules.changesHaveTheirEvents]);
  await examination.of('consumptions', consumptions(stores), [rules.eventsAreConsumedOnce]);
  if (stores.notification) {
    await examination.of('notifications', notifications(stores.notification), rules.ofNotifications);
  } else {
    for (const { numbers, rule } of rules.ofNotifications) {
      examination.without(numbers, rule, 'nothing: there is no notification service');
    }
  }
  return examination.inOrder;
}
