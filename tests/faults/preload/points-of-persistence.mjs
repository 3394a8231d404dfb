// Imported first: fail points must also be reached by code whose guard is removed.
import './weakened-messaging.mjs';
import { around, built } from './built.mjs';
import { pass } from './points.mjs';
import { named, transactionName } from './transaction-names.mjs';

const { AmbientTransaction } = await built('libs/persistence/src/ambient-transaction');
const { Inbox } = await built('libs/messaging/src/inbox/inbox');
const { OutboxRows } = await built('libs/messaging/src/outbox/outbox-rows');
const { IdempotencyRecords } = await built('libs/platform/src/idempotency/idempotency-records');

around(AmbientTransaction, 'commit', async function (commit) {
  if (this.outer) return commit();
  const names = (when) => [`${when}:${transactionName()}`, when];
  await pass(names('before-commit'));
  await commit();
  await pass(names('after-commit'));
});

// A shared transaction runs in the context of none of its messages.
for (const method of ['once', 'applyAll'])
  around(Inbox, method, (run, ...asked) => named('inbox', () => run(...asked)));
around(OutboxRows, 'claim', (claim, ...asked) => named('claim', () => claim(...asked)));
around(IdempotencyRecords, 'begin', (begin, ...asked) => named('idempotency', () => begin(...asked)));
