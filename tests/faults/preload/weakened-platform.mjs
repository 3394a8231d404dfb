import { randomUUID } from 'node:crypto';
import { CountBreaker } from 'cockatiel';
import { around, built } from './built.mjs';
import { isGuardDisabled } from './guards.mjs';
import { skewedBy } from './skewed-clock.mjs';

const { IdempotencyRecords } = await built('libs/platform/src/idempotency/idempotency-records');
const { Database } = await built('libs/persistence/src/database');

// A replay waits for the lease of a dead process: five seconds in a lab instead of thirty.
const leaseMs = Number(process.env.FAULTS_IDEMPOTENCY_LEASE_MS ?? NaN);

around(IdempotencyRecords, 'begin', function (begin, request) {
  if (!Number.isNaN(leaseMs)) this.leaseMs = leaseMs;
  if (isGuardDisabled('idempotency-record')) return begin({ ...request, key: `${request.key} ${randomUUID()}` });
  if (isGuardDisabled('idempotency-fingerprint'))
    return begin({ ...request, accountId: 'any-account', body: 'anything' });
  return begin(request);
});

around(IdempotencyRecords, 'find', async (find, id, lock) => {
  if (!isGuardDisabled('idempotency-fencing')) return find(id, lock);
  const found = await find(id);
  return found && skewedBy() > 0 ? { ...found, leased: 0 } : found;
});

const { OpenTicket } = await built('libs/platform/src/idempotency/idempotency-ticket');
const { IdempotencyRecord } = await built('libs/platform/src/idempotency/idempotency-record');
around(OpenTicket, 'overwrite', async function (overwrite, manager, changes) {
  if (!isGuardDisabled('idempotency-fencing')) return overwrite(manager, changes);
  await manager.update(IdempotencyRecord, { id: this.id }, changes);
  return true;
});

around(OpenTicket, 'nextWrite', (nextWrite, changes) => {
  const { where, set } = nextWrite(changes);
  return isGuardDisabled('idempotency-fencing') ? { where: { id: where.id }, set } : { where, set };
});

around(Database, 'retriedRun', (retriedRun, once) =>
  isGuardDisabled('transaction-retry') ? once() : retriedRun(once),
);

const { AmbientTransaction } = await built('libs/persistence/src/ambient-transaction');
const { start } = AmbientTransaction;
AmbientTransaction.start = (runner, ...asked) => {
  if (isGuardDisabled('transaction')) {
    runner.startTransaction = async () => {};
    // There is nothing left to commit, but the connection must be alive.
    runner.commitTransaction = () => runner.query('COMMIT');
  }
  return start(runner, ...asked);
};

around(CountBreaker, 'failure', (failure, ...asked) => (isGuardDisabled('breaker') ? false : failure(...asked)));

process.prependListener('SIGTERM', () => {
  if (isGuardDisabled('drain')) process.exit(0);
});
