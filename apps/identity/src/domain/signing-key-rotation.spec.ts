import { describe, expect, it } from '@jest/globals';
import { planRotation, publishedAt, signingKeyAt, type SigningPeriod } from './signing-key-rotation.js';

const HOUR = 3_600_000;
const policy = { periodMs: 30 * 24 * HOUR, publishedAheadMs: HOUR, tokenLifeMs: HOUR / 4 };
const start = new Date('2027-02-01T00:00:00.000Z');
const at = (hours: number) => new Date(start.getTime() + hours * HOUR);
const DAYS_30 = 30 * 24;

const first: SigningPeriod = { kid: 'first', generation: 1, signsFrom: start };
const second: SigningPeriod = { kid: 'second', generation: 2, signsFrom: at(DAYS_30) };

describe('signing key rotation', () => {
  it('generates a first key that signs immediately', () => {
    expect(planRotation([], policy, start)).toEqual({ generate: { generation: 1, signsFrom: start }, discard: [] });
  });

  it('generates nothing while the current key is young', () => {
    expect(planRotation([first], policy, at(DAYS_30 - 1.1))).toEqual({ generate: undefined, discard: [] });
  });

  it('generates the next key an hour before it signs', () => {
    expect(planRotation([first], policy, at(DAYS_30 - 1)).generate).toEqual({ generation: 2, signsFrom: at(DAYS_30) });
    expect(planRotation([first, second], policy, at(DAYS_30 - 0.5)).generate).toBeUndefined();
  });

  it('publishes a key for an hour before it signs even if the rotation is late', () => {
    expect(planRotation([first], policy, at(DAYS_30 + 50)).generate).toEqual({
      generation: 2,
      signsFrom: at(DAYS_30 + 51),
    });
  });

  it('signs with one key after the other', () => {
    expect(signingKeyAt([second, first], at(DAYS_30 - 0.1))?.kid).toBe('first');
    expect(signingKeyAt([second, first], at(DAYS_30))?.kid).toBe('second');
    expect(signingKeyAt([], start)).toBeUndefined();
  });

  it('publishes a key until its last token has expired, then discards it', () => {
    const kids = (hours: number) => publishedAt([first, second], policy, at(hours)).map((key) => key.kid);

    expect(kids(DAYS_30 - 0.5)).toEqual(['first', 'second']);
    expect(kids(DAYS_30 + 0.2)).toEqual(['first', 'second']);
    expect(kids(DAYS_30 + 0.3)).toEqual(['second']);
    expect(planRotation([first, second], policy, at(DAYS_30 + 0.2)).discard).toEqual([]);
    expect(planRotation([first, second], policy, at(DAYS_30 + 0.3)).discard).toEqual(['first']);
  });
});
