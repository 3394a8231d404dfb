import type { RefundPreset, RefundTier } from './refunds.js';

type Period = Readonly<Record<'startsAt' | 'endsAt', string>>;

/** The share of the total session time that has passed when a tier ends, as a fraction; 0 is the first session. */
const presets: Record<RefundPreset, readonly (readonly [passed: readonly [number, number], refund: string])[]> = {
  'full-until-start': [[[0, 1], '1']],
  'kr-academy': [
    [[0, 1], '1'],
    [[1, 3], '2/3'],
    [[1, 2], '1/2'],
  ],
  'kr-credit-bank': [
    [[0, 1], '1'],
    [[1, 6], '5/6'],
    [[1, 3], '2/3'],
    [[1, 2], '1/2'],
  ],
};

/** @param sessions at least one, in any order */
export const tiersOfPreset = (preset: RefundPreset, sessions: readonly Period[]): RefundTier[] =>
  presets[preset].map(([passed, refund]) => ({ until: instantAfter(passed, sessions), refund }));

/** When this share of the total session time has passed, counted only during sessions. */
function instantAfter([numerator, denominator]: readonly [number, number], sessions: readonly Period[]): string {
  const periods = sessions
    .map(({ startsAt, endsAt }) => ({ start: Date.parse(startsAt), length: Date.parse(endsAt) - Date.parse(startsAt) }))
    .toSorted((one, other) => one.start - other.start);
  const total = periods.reduce((sum, { length }) => sum + length, 0);
  let left = Math.floor((total * numerator) / denominator);
  for (const { start, length } of periods) {
    if (left <= length) return new Date(start + left).toISOString();
    left -= length;
  }
  throw new Error('a lecture has at least one session');
}
