import { setTimeout as pause } from 'node:timers/promises';
import * as rules from './invariants/index.js';
import type { Addresses } from './settings.js';
import { Inspection, type Finding } from './inspection.js';
import { accountDossiers } from './reading/accounts.js';
import { charges } from './reading/payments.js';
import { consumptions, eventsOfAggregates } from './reading/events.js';
import { keyRecords } from './reading/keys.js';
import { lectureDossiers } from './reading/lectures.js';
import { notifications } from './reading/notifications.js';
import { outboxes, parkedMessages, queues, resyncs } from './reading/messages.js';
import { registrationDossiers } from './reading/registrations.js';
import type { Store } from './reading/store.js';
import { type Stores, withStores } from './reading/stores.js';

export type { Addresses } from './settings.js';
export { InspectionError } from './reading/store.js';
export type { Finding } from './inspection.js';

export interface InspectOptions {
  allowParked?: readonly string[];
  /** How long something may be overdue until its job has run, in milliseconds (5,000). */
  graceMs?: number;
  /** Instead of the clock of each store. */
  now?: Date;
}

/** Reads every store and the broker without changing anything and returns one finding per invariant. Changes that are in
 * progress between two stores can look like violations: inspect again, or inspect a system at rest.
 * @throws InspectionError naming the store or broker that could not be read */
export const inspect = (addresses: Addresses, options: InspectOptions = {}): Promise<Finding[]> =>
  withStores(addresses, (stores) => examined(stores, options));

export const isBroken = ({ brokenInAll }: Finding): boolean => brokenInAll > 0;

async function examined(
  stores: Stores,
  { allowParked = [], graceMs = 5_000, now }: InspectOptions,
): Promise<Finding[]> {
  const inspection = new Inspection();
  // What is overdue is decided by the clock of the store, which can differ from this machine's and from other stores'.
  const clockOf = async (store: Store) => ({ now: now ?? (await store.now()), graceMs });
  const at = await clockOf(stores.registration);
  const payment = await clockOf(stores.payment);
  await inspection.check('outboxes', outboxes(stores), [rules.outboxesAreEmpty], at);
  await inspection.check('queues', queues(stores), [rules.queuesAreEmpty], at);
  await inspection.check(
    'parked messages',
    parkedMessages(stores, allowParked),
    [rules.onlyAllowedMessagesAreParked],
    at,
  );
  await inspection.check('unfinished resyncs', resyncs(stores), [rules.resyncsFinish], at);
  await inspection.check('registrations', registrationDossiers(stores, payment.now), rules.ofRegistrations, at);
  await inspection.check('idempotency keys', keyRecords(stores), [rules.keysHaveOneOutcome], at);
  await inspection.check('lectures', lectureDossiers(stores), rules.ofLectures, at);
  await inspection.check('accounts', accountDossiers(stores), rules.ofAccounts, at);
  await inspection.check('charges', charges(stores), [rules.chargesHavePayments], payment);
  const aggregates = [rules.changesHaveEvents, rules.refundsDueNeverFall];
  await inspection.check('aggregates', eventsOfAggregates(stores), aggregates, at);
  await inspection.check('consumptions', consumptions(stores), [rules.eventsAreConsumedOnce], at);
  if (stores.notification) {
    const atNotification = await clockOf(stores.notification);
    await inspection.check('notifications', notifications(stores.notification), rules.ofNotifications, atNotification);
  } else {
    for (const { numbers, rule } of rules.ofNotifications) {
      inspection.skip(numbers, rule, 'skipped: there is no notification service');
    }
  }
  return inspection.sorted;
}

const POLL_MS = 500;

/** Inspects until every invariant holds, for at most `waitMs` milliseconds, and returns the last findings. While messages are
 * pending it only counts those.
 * @throws InspectionError */
export async function inspectAtRest(addresses: Addresses, options: InspectOptions, waitMs: number): Promise<Finding[]> {
  const end = performance.now() + waitMs;
  for (;;) {
    const isLast = performance.now() >= end;
    if (isLast || !(await hasPendingMessages(addresses))) {
      const findings = await inspect(addresses, options);
      if (isLast || !findings.some(isBroken)) return findings;
    }
    await pause(Math.min(POLL_MS, Math.max(0, end - performance.now())));
  }
}

/** Whether messages wait in any outbox or queue. @throws InspectionError */
const hasPendingMessages = (addresses: Addresses): Promise<boolean> =>
  withStores(addresses, async (stores) => {
    for await (const { pending } of outboxes(stores)) if (pending > 0) return true;
    for await (const { messages } of queues(stores)) if (messages > 0) return true;
    return false;
  });
