import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Part } from '../src/domain/part.js';
import type { Views } from '../src/ports/views.js';
import { emittedBy, histories, lastStates, OWNERS, REBUILD, type History } from './histories.js';
import { joon, mina, march } from './states.js';
import type { ViewsFixture } from './views-fixture.js';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const RUNS = Number(process.env.RUNS ?? 5);
const TIMEOUT_MS = 30_000 + RUNS * 4_000;

/** For any order, any duplicates and any moment of a rebuild, the views are the last states. */
export function historiesContract(open: () => Promise<ViewsFixture>): void {
  const contentAfter = async (fill: (views: Views) => Promise<void>): Promise<unknown> => {
    const fixture = await open();
    try {
      await fill(fixture.views);
      return await everythingIn(fixture.views);
    } finally {
      await fixture.dispose();
    }
  };

  const agree = async (history: History, fill: (views: Views) => Promise<void>) =>
    expect(await contentAfter(fill)).toEqual(await contentAfter((views) => saveAll(views, lastStates(history))));

  const forAnyHistory = (check: (history: History) => Promise<void>, untilItFails = false) =>
    fc.assert(fc.asyncProperty(histories, check), { seed, numRuns: RUNS, endOnFailure: untilItFails });

  describe(`views after any history (SEED=${seed})`, () => {
    it(
      'end in the last states, even if events arrive shuffled and duplicated',
      async () => {
        await forAnyHistory((history) => agree(history, (views) => saveAll(views, history.delivered)));
      },
      TIMEOUT_MS,
    );

    it(
      'are equal after a rebuild in the middle of it',
      async () => {
        await forAnyHistory((history) => agree(history, (views) => rebuiltWhile(views, history)));
      },
      TIMEOUT_MS,
    );

    it(
      'end in other states without the check of the sequence',
      async () => {
        const lastWins = async (views: Views, parts: Part[]) =>
          saveAll(
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

async function saveAll(views: Views, parts: Part[]): Promise<void> {
  await Promise.all(parts.map((part) => views.save(part)));
}

async function rebuiltWhile(views: Views, history: History): Promise<void> {
  await saveAll(views, history.delivered.slice(0, history.before));
  await views.startRebuild(REBUILD, OWNERS);
  await Promise.all(
    history.during.map((one) => ('origin' in one ? views.save(one.part, one.origin) : views.save(one))),
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
    [mina, joon].map(async (student) => [
      await views.page(student, { limit: 100 }),
      await views.overview(student, march(3)),
    ]),
  );
