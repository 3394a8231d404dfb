import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bend } from '../../test/bend.js';
import { brokerContract } from './broker.contract.js';
import { Unroutable, type Broker, type Delivery, type Verdict } from './broker.js';
import type { BrokerPlace, Suite } from './contract/bench.contract.js';
import { InProcessBroker } from './in-process/in-process-broker.js';
import type { RetryPolicy } from './retry-policy.js';

type Test = () => Promise<void>;

/** The contract's tests by their names, each with what surrounds it, to be run one at a time. */
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
  (bent: (broker: Broker, dataDir: string) => Broker, rule = (retry: RetryPolicy) => retry) =>
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sugang-flawed-'));
    return {
      open: async (retry: RetryPolicy) => bent(new InProcessBroker({ dataDir, retry: rule(retry) }), dataDir),
      dispose: async () => rmSync(dataDir, { recursive: true, force: true }),
      patience: 1200,
    };
  };

const verdicts = (bent: (verdict: Verdict, delivery: Delivery) => Verdict) => (broker: Broker) =>
  bend(broker, {
    subscribe: (subscription) =>
      broker.subscribe({
        ...subscription,
        handle: async (delivery) => bent(await subscription.handle(delivery), delivery),
      }),
  });

const flaws: [flaw: string, caughtBy: string, newPlace: () => Promise<BrokerPlace>][] = [
  [
    'forgets everything on close',
    'messages for a consumer that is not running',
    inProcess((broker, dataDir) =>
      bend(broker, { close: () => broker.close().then(() => rmSync(dataDir, { recursive: true, force: true })) }),
    ),
  ],
  [
    'swallows what nobody is bound to',
    'a message that no queue is bound to',
    inProcess((broker) =>
      bend(broker, {
        publish: (message) =>
          broker.publish(message).catch((error: unknown) => {
            if (!(error instanceof Unroutable)) throw error;
          }),
      }),
    ),
  ],
  [
    'has one queue for all groups',
    'every message once to each group, with its id, key, body and headers',
    inProcess((broker) =>
      bend(broker, { subscribe: (subscription) => broker.subscribe({ ...subscription, consumer: 'all' }) }),
    ),
  ],
  [
    'hands out more than the consumer wants',
    'at most as many at a time as the consumer wants',
    inProcess((broker) =>
      bend(broker, { subscribe: (subscription) => broker.subscribe({ ...subscription, concurrency: 9 }) }),
    ),
  ],
  [
    'does not wait for what is under way',
    'taking nothing more, waiting for what is under way, and keeping its verdict',
    inProcess((broker) =>
      bend(broker, {
        subscribe: async (subscription) => {
          const { close, ...rest } = await broker.subscribe(subscription);
          return { ...rest, close: async () => void close() };
        },
      }),
    ),
  ],
  [
    'loses what is to be tried again',
    'after a growing delay, counting the attempts, with the key it was published with',
    inProcess(verdicts((verdict) => (verdict.kind === 'retry' ? { kind: 'done' } : verdict))),
  ],
  [
    'tries again at once',
    'after a growing delay, counting the attempts, with the key it was published with',
    inProcess(
      (broker) => broker,
      (retry) => ({ ...retry, firstDelayMs: 0 }),
    ),
  ],
  [
    'never gives up',
    'a message whose attempts are used up, with the last reason',
    inProcess(
      (broker) => broker,
      (retry) => ({ ...retry, attempts: 1000 }),
    ),
  ],
  [
    'counts an outage of the store against the message',
    'without counting an attempt or parking, and resumes when the store answers',
    inProcess(verdicts((verdict) => (verdict.kind === 'pause' ? { kind: 'retry', reason: verdict.reason } : verdict))),
  ],
  [
    'keeps delivering what is done',
    'nothing that is done',
    inProcess(
      verdicts((verdict) =>
        verdict.kind === 'done' ? { kind: 'pause', reason: 'more', until: () => Promise.resolve() } : verdict,
      ),
    ),
  ],
  [
    'takes every consumer for an old one',
    'who has settled: until then a consumer is new, over restarts',
    inProcess((broker) =>
      bend(broker, {
        subscribe: async (subscription) => ({ ...(await broker.subscribe(subscription)), isNew: false }),
      }),
    ),
  ],
];

describe('the contract of brokers turns red on a broker that', () => {
  it.each(flaws)('%s', async (_flaw, caughtBy, newPlace) => {
    const test = testsOn(newPlace).get(caughtBy);
    if (!test) throw new Error(`the contract has no test «${caughtBy}»`);
    await expect(test()).rejects.toThrow();
  });

  it('and stays green on the sound one', async () => {
    const tests = testsOn(inProcess((broker) => bend(broker, {})));
    for (const name of new Set(flaws.map(([, caughtBy]) => caughtBy)))
      await expect(tests.get(name)!()).resolves.toBeUndefined();
  });
});
