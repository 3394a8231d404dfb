import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withMethods } from '../../test/with-methods.js';
import { brokerContract } from './broker.contract.js';
import { Unroutable, type Broker, type Delivery, type RetryPolicy, type Verdict } from './broker.js';
import type { BrokerPlace, Suite } from './contract/harness.contract.js';
import { InProcessBroker } from './in-process/in-process-broker.js';

type Test = () => Promise<void>;

/** The contract's tests by name, each with its setup and teardown, to be run one at a time. */
function testsOn(newPlace: () => Promise<BrokerPlace>): Map<string, Test> {
  const tests = new Map<string, Test>();
  const around: Record<'before' | 'after', Test> = { before: async () => undefined, after: async () => undefined };
  const collector = {
    describe: (_: string, body: () => void) => body(),
    it: (name: string, test: Test) => tests.set(name, () => around.before().then(test).finally(around.after)),
    beforeEach: (hook: Test) => (around.before = hook),
    afterEach: (hook: Test) => (around.after = hook),
  };
  brokerContract('a broker', newPlace, collector as unknown as Suite);
  return tests;
}

const inProcess =
  (changed: (broker: Broker, dataDir: string) => Broker, rule = (retry: RetryPolicy) => retry) =>
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sugang-flawed-'));
    return {
      open: async (retry: RetryPolicy) => changed(new InProcessBroker({ dataDir, retry: rule(retry) }), dataDir),
      dispose: async () => rmSync(dataDir, { recursive: true, force: true }),
      timeoutMs: 1200,
    };
  };

const verdicts = (changed: (verdict: Verdict, delivery: Delivery) => Verdict) => (broker: Broker) =>
  withMethods(broker, {
    subscribe: (subscription) =>
      broker.subscribe({
        ...subscription,
        handle: async (delivery) => changed(await subscription.handle(delivery), delivery),
      }),
  });

const flaws: [flaw: string, caughtBy: string, newPlace: () => Promise<BrokerPlace>][] = [
  [
    'loses everything on close',
    'stores messages for a consumer that is not running',
    inProcess((broker, dataDir) =>
      withMethods(broker, {
        close: () => broker.close().then(() => rmSync(dataDir, { recursive: true, force: true })),
      }),
    ),
  ],
  [
    'accepts a message when no queue is bound',
    'rejects a message when no queue is bound to its key',
    inProcess((broker) =>
      withMethods(broker, {
        publish: (message) =>
          broker.publish(message).catch((error: unknown) => {
            if (!(error instanceof Unroutable)) throw error;
          }),
      }),
    ),
  ],
  [
    'has one queue for all groups',
    'delivers every message once to each group with its id, key, body and headers',
    inProcess((broker) =>
      withMethods(broker, { subscribe: (subscription) => broker.subscribe({ ...subscription, consumer: 'all' }) }),
    ),
  ],
  [
    'exceeds the concurrency of the consumer',
    'delivers no more messages concurrently than the consumer allows',
    inProcess((broker) =>
      withMethods(broker, { subscribe: (subscription) => broker.subscribe({ ...subscription, concurrency: 9 }) }),
    ),
  ],
  [
    'does not wait for deliveries in progress',
    'stops delivery on close, waits for deliveries in progress and stores their verdicts',
    inProcess((broker) =>
      withMethods(broker, {
        subscribe: async (subscription) => {
          const { close, ...rest } = await broker.subscribe(subscription);
          return { ...rest, close: async () => void close() };
        },
      }),
    ),
  ],
  [
    'loses a message that must be retried',
    'redelivers a message after a growing delay with its attempt number and original key',
    inProcess(verdicts((verdict) => (verdict.kind === 'retry' ? { kind: 'done' } : verdict))),
  ],
  [
    'retries without a delay',
    'redelivers a message after a growing delay with its attempt number and original key',
    inProcess(
      (broker) => broker,
      (retry) => ({ ...retry, firstDelayMs: 0 }),
    ),
  ],
  [
    'retries without end',
    'parks a message after its last attempt with the last reason',
    inProcess(
      (broker) => broker,
      (retry) => ({ ...retry, attempts: 1000 }),
    ),
  ],
  [
    'counts an outage of the store as an attempt',
    'pauses a consumer without counting an attempt or parking, and resumes when its store responds',
    inProcess(verdicts((verdict) => (verdict.kind === 'pause' ? { kind: 'retry', reason: verdict.reason } : verdict))),
  ],
  [
    'delivers processed messages again',
    'does not deliver a processed message again',
    inProcess(
      verdicts((verdict) =>
        verdict.kind === 'done' ? { kind: 'pause', reason: 'more', until: () => Promise.resolve() } : verdict,
      ),
    ),
  ],
  [
    'treats every consumer as known',
    'treats a consumer as new across restarts until it is marked as known',
    inProcess((broker) =>
      withMethods(broker, {
        subscribe: (subscription) => broker.subscribe({ ...subscription, whenNew: undefined }),
      }),
    ),
  ],
];

describe('brokerContract', () => {
  it.each(flaws)('fails for a broker that %s', async (_flaw, caughtBy, newPlace) => {
    const test = testsOn(newPlace).get(caughtBy);
    if (!test) throw new Error(`the contract has no test "${caughtBy}"`);
    await expect(test()).rejects.toThrow();
  });

  it('passes for the real in-process broker', async () => {
    const tests = testsOn(inProcess((broker) => withMethods(broker, {})));
    for (const name of new Set(flaws.map(([, caughtBy]) => caughtBy)))
      await expect(tests.get(name)!()).resolves.toBeUndefined();
  });
});
