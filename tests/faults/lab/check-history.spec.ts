import { describe, expect, it } from '@jest/globals';
import type { CheckTargets } from './check-targets.js';
import { brokenPromises, settleUnknowns } from './check-history.js';
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

describe('comparing answers with the stores', () => {
  const registered = (status: number, body: object, places?: object[]): Asked =>
    ({
      ...{ method: 'POST', path: '/registrations', key: 'k', known: status < 300 ? 'done' : 'refused', status },
      ...{ student: { id: 'mina' }, body: { lectureId: 'algorithms', places }, answer: body },
    }) as unknown as Asked;
  const broken = (asked: Asked, status: string, places: object[] | null = null) => {
    const history = new History();
    history.note(asked);
    const row = { id: 'r-1', student_id: 'mina', lecture_id: 'algorithms', status };
    const rows = async (service: string) =>
      service === 'registration' ? [{ ...row, places: places && JSON.stringify(places) }] : [];
    return brokenPromises({ history, rows } as unknown as CheckTargets);
  };
  const known = (answer: number) => [
    `F9: POST /registrations of student mina with key k was answered ${answer}, and no such registration exists`,
  ];

  it('accepts a registration that has gone on since its answer', async () => {
    const awaiting = registered(202, { id: 'r-1', status: 'AWAITING_APPROVAL' });
    for (const status of ['AWAITING_APPROVAL', 'CONFIRMED', 'EXPIRED', 'CANCELED'])
      expect(await broken(awaiting, status)).toEqual([]);
    expect(await broken(registered(201, { id: 'r-1', status: 'CONFIRMED' }, [{}, {}]), 'CONFIRMED', [{}, {}])).toEqual(
      [],
    );
  });

  it('reports a registration that has gone back, and one with fewer places than were answered', async () => {
    const confirmed = registered(201, { id: 'r-1', status: 'CONFIRMED' });
    expect(await broken(confirmed, 'AWAITING_APPROVAL')).toEqual(known(201));
    expect(await broken(registered(202, { id: 'r-1', status: 'AWAITING_APPROVAL' }), 'AWAITING_PAYMENT')).toEqual(
      known(202),
    );
    expect(await broken(registered(201, { id: 'r-1' }, [{}, {}, {}]), 'CONFIRMED', [{}, {}])).toEqual(known(201));
  });

  it('reports a refused request that holds a seat while it awaits approval', async () => {
    expect(await broken(registered(409, { code: 'LECTURE_FULL' }), 'AWAITING_APPROVAL')).toEqual([
      'F9: POST /registrations of student mina with key k was refused (409) and holds a seat',
    ]);
  });
});
