import { describe, expect, it } from '@jest/globals';
import { isRejection } from '#contracts';
import { algorithms, held, later, monday, noHolds, rejectionOf, request } from '../../test/registration-states.js';
import { decideRequest } from './registration.js';
import type { SeatLedgerEntry } from './seat-ledger.js';

const opensAt = later(60).toISOString();
const closesAt = later(120).toISOString();
const inMarch: SeatLedgerEntry = { ...algorithms, opensAt, closesAt };
const justBefore = (instant: string, milliseconds = 1) => new Date(Date.parse(instant) - milliseconds);

const register = (lecture: SeatLedgerEntry, now: Date, earlier = noHolds) =>
  decideRequest(lecture, request, now, earlier).state.requestedAt;

function refusalOf(lecture: SeatLedgerEntry, now: Date, earlier = noHolds) {
  try {
    register(lecture, now, earlier);
  } catch (error) {
    if (isRejection(error)) return { code: error.code, detail: error.detail, ...error.extensions };
    throw error;
  }
  return undefined;
}

describe('the registration period of a lecture', () => {
  it('begins at the instant of the opening', () => {
    expect(register(inMarch, new Date(opensAt))).toBe(opensAt);
    for (const milliseconds of [1, 50]) expect(refusalOf(inMarch, justBefore(opensAt, milliseconds))).toBeDefined();
  });

  it('ends just before the instant of the closing', () => {
    for (const milliseconds of [1, 50])
      expect(register(inMarch, justBefore(closesAt, milliseconds))).toBe(
        justBefore(closesAt, milliseconds).toISOString(),
      );
    expect(refusalOf(inMarch, new Date(closesAt))).toMatchObject({ code: 'REGISTRATION_CLOSED' });
  });

  it('has no limit if no bound is set', () => {
    expect(register({ ...inMarch, opensAt: null }, monday)).toBe(monday.toISOString());
    expect(register({ ...inMarch, closesAt: null }, later(121))).toBe(later(121).toISOString());
  });

  it('is shown to the student who is too early, with the time of the server', () => {
    const data = { opensAt, closesAt, serverTime: monday.toISOString() };
    expect(refusalOf(inMarch, monday)).toEqual({
      code: 'NOT_OPEN_YET',
      detail: expect.stringContaining(opensAt),
      reasons: [
        { code: 'NOT_OPEN_YET', detail: expect.stringContaining(opensAt), data, remedies: ['WAIT_UNTIL_OPEN'] },
      ],
    });
  });

  it('is shown to the student who is too late', () => {
    const data = { opensAt, closesAt, serverTime: later(120).toISOString() };
    expect(refusalOf(inMarch, later(120))).toMatchObject({
      code: 'REGISTRATION_CLOSED',
      reasons: [{ code: 'REGISTRATION_CLOSED', detail: expect.stringContaining(closesAt), data, remedies: [] }],
    });
  });

  it('is checked after the status of the lecture and before all other rules, and the refusal has every reason', () => {
    const full = { ...inMarch, taken: 30 };
    const tooMany = { ...noHolds, unpaid: Array.from({ length: 8 }, () => held) };
    const codes = (lecture: SeatLedgerEntry, earlier = noHolds) =>
      (refusalOf(lecture, monday, earlier) as { reasons?: { code: string }[] }).reasons?.map(({ code }) => code);
    expect(codes(full, tooMany)).toEqual(['NOT_OPEN_YET', 'TOO_MANY_HOLDS', 'LECTURE_FULL']);
    expect(codes({ ...full, status: 'CANCELED' })).toEqual(['LECTURE_NOT_OPEN', 'NOT_OPEN_YET', 'LECTURE_FULL']);
  });
});

describe('a lecture that is not published yet', () => {
  it('is unknown to students until the instant of its publishing, even if its registration is open', () => {
    const draft: SeatLedgerEntry = { ...algorithms, publishAt: opensAt };
    expect(rejectionOf(() => register(draft, justBefore(opensAt)))).toBe('LECTURE_UNKNOWN');
    expect(register(draft, new Date(opensAt))).toBe(opensAt);
  });
});
