import { describe, expect, it } from '@jest/globals';
import { planRotation, publishedAt, signingKeyAt, type SigningPeriod } from './signing-key-rotation.js';

const HOUR = 3_600_000;
const rules = { periodMs: 30 * 24 * HOUR, publishedAheadMs: HOUR, tokenLifeMs: HOUR / 4 };
const start = new Date('2027-02-01T00:00:00.000Z');
const at = (hours: number) => new Date(start.getTime() + hours * HOUR);
const DAYS_30 = 30 * 24;

const first: SigningPeriod = { kid: 'first', generation: 1, signsFrom: start };
const second: SigningPeriod = { kid: 'second', generation: 2, signsFrom: at(DAYS_30) };

describe('signing keys', () => {
  it('begin with one that signs at once', () => {
    expect(planRotation([], rules, start)).toEqual({ make: { generation: 1, signsFrom: start }, discard: [] });
  });

  it('are left alone while the current one is young', () => {
    expect(planRotation([first], rules, at(DAYS_30 - 1.1))).toEqual({ make: undefined, discard: [] });
  });

  it('are joined by the next one an hour before it signs', () => {
    expect(planRotation([first], rules, at(DAYS_30 - 1)).make).toEqual({ generation: 2, signsFrom: at(DAYS_30) });
    expect(planRotation([first, second], rules, at(DAYS_30 - 0.5)).make).toBeUndefined();
  });

  it('are published an hour ahead even when the rotation comes late', () => {
    expect(planRotation([first], rules, at(DAYS_30 + 50)).make).toEqual({ generation: 2, signsFrom: at(DAYS_30 + 51) });
  });

  it('sign one after the other', () => {
    expect(signingKeyAt([second, first], at(DAYS_30 - 0.1))?.kid).toBe('first');
    expect(signingKeyAt([second, first], at(DAYS_30))?.kid).toBe('second');
    expect(signingKeyAt([], start)).toBeUndefined();
  });

  it('are published until their last token has expired, and then discarded', () => {
    const kids = (hours: number) => publishedAt([first, second], rules, at(hours)).map((key) => key.kid);

    expect(kids(DAYS_30 - 0.5)).toEqual(['first', 'second']);
    expect(kids(DAYS_30 + 0.2)).toEqual(['first', 'second']);
    expect(kids(DAYS_30 + 0.3)).toEqual(['second']);
    expect(planRotation([first, second], rules, at(DAYS_30 + 0.2)).discard).toEqual([]);
    expect(planRotation([first, second], rules, at(DAYS_30 + 0.3)).discard).toEqual(['first']);
  });
});
