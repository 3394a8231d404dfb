import { describe, expect, it } from '@jest/globals';
import { settleUnknowns } from './check-history.js';
import { History, type Asked, type Known } from './history.js';

const WITHIN_MS = 100;
const PATIENT_MS = 20;

/** A student whose every request takes a moment, and then has a known outcome or not. */
function unknownTo(history: History, then: Known): Asked {
  const asked = { method: 'POST', path: '/registrations', known: 'unknown', status: 0 } as Asked;
  asked.student = {
    again: async () => {
      await new Promise((wake) => setTimeout(wake, PATIENT_MS));
      history.note({ ...asked, known: then, status: then === 'unknown' ? 503 : 201 });
    },
  } as unknown as Asked['student'];
  history.note(asked);
  return asked;
}

describe('retrying requests of unknown outcome', () => {
  it('continues while outcomes become known, however many requests there are', async () => {
    const history = new History();
    const all = Array.from({ length: 20 }, () => unknownTo(history, 'done'));
    await settleUnknowns({ history }, WITHIN_MS);
    expect(all.map(({ known, status }) => [known, status])).toEqual(all.map(() => ['done', 201]));
    expect(history.asked).toHaveLength(all.length);
  });

  it('ends when no further outcome becomes known', async () => {
    const history = new History();
    const all = [unknownTo(history, 'unknown'), unknownTo(history, 'unknown')];
    await settleUnknowns({ history }, WITHIN_MS);
    expect(all.map(({ known }) => known)).toEqual(['unknown', 'unknown']);
  });
});
