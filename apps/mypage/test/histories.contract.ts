import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Part } from '../src/domain/part.js';
import type { Views } from '../src/domain/views.js';
import { emittedBy, histories, lastStates, OWNERS, REBUILD, type History } from './histories.js';
import { joon, mina } from './states.js';
import type { ViewsUnderTest } from './views-under-test.js';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const RUNS = Number(process.env.RUNS ?? 5);
const TIMEOUT_MS = 30_000 + RUNS * 4_000;

/** Any order, any repetition, any moment for a rebuild: the views are the last states, and nothing else. */
export function historiesContract(open: () => Promise<ViewsUnderTest>): void {
  const told = async (tell: (views: Views) => Promise<void>): Promise<unknown> => {
    const under = await open();
    try {
      await tell(under.views);
      return await everythingIn(under.views);
    } finally {
      await under.dispose();
    }
  };

  const agree = async (history: History, tell: (views: Views) => Promise<void>) =>
    expect(await told(tell)).toEqual(await told((views) => keepAll(views, lastStates(history))));

  const forAnyHistory = (check: (history: History) => Promise<void>, untilItFails = false) =>
    fc.assert(fc.asyncProperty(histories, check), { seed, numRuns: RUNS, endOnFailure: untilItFails });

  describe(`over any history (SEED=${seed})`, () => {
    it(
      'end in the last states, though the events arrive shuffled and doubled',
      async () => {
        await forAnyHistory((history) => agree(history, (views) => keepAll(views, history.delivered)));
      },
      TIMEOUT_MS,
    );

    it(
      'rebuilt in the middle of it equal the ones that grew',
      async () => {
        await forAnyHistory((history) => agree(history, (views) => rebuiltWhile(views, history)));
      },
      TIMEOUT_MS,
    );

    it(
      'would not, if the sequence were not looked at',
      async () => {
        const lastWins = async (views: Views, parts: Part[]) =>
          keepAll(
            views,
            parts.map((part, index) => ({ ...part, sequence: index + 1 })),
          );
        const check = (history: History) => agree(history, (views) => lastWins(views, history.delivered));
        const unguarded = forAnyHistory(check, true);
        await expect(unguarded).rejects.toThrow(/Property failed/);
      },
      TIMEOUT_MS,
    );
  });
}

async function keepAll(views: Views, parts: Part[]): Promise<void> {
  await Promise.all(parts.map((part) => views.keep(part)));
}

async function rebuiltWhile(views: Views, history: History): Promise<void> {
  await keepAll(views, history.delivered.slice(0, history.before));
  await views.startRebuild(REBUILD, OWNERS);
  await Promise.all(
    history.during.map((one) => ('origin' in one ? views.keep(one.part, one.origin) : views.keep(one))),
  );
  let switched = false;
  for (const owner of OWNERS) {
    expect(switched).toBe(false);
    await views.ownerFinished(REBUILD, owner, emittedBy(history, owner));
    switched = await views.switchWhenComplete();
  }
  expect(switched).toBe(true);
}

const everythingIn = (views: Views): Promise<unknown> =>
  Promise.all(
    [mina, joon].map(async (student) => [await views.page(student, { limit: 100 }), await views.overview(student)]),
  );
