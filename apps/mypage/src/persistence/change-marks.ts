import type { ChangeMark } from '../ports/views.js';

/** Changes are read again for this long, so that a clock step, a failover or a concurrent commit hides none. */
export const OVERLAP_MS = 2_000;

/** For younger marks it is cheaper to start from the changes, for older ones from the students. */
const RECENT_MS = 60_000;

/** Longer than a stream lasts: its token expires after 15 minutes. */
const MAX_AGE_MS = 3_600_000;

export interface Moment {
  generation: number;
  now: number;
}

export const markOf = ({ generation, now }: Moment): ChangeMark => `${generation}-${now}`;

/** From which instant of the store's clock to read; undefined for a mark that is unreadable, too old, or of another generation. */
export function startOf(mark: ChangeMark, { generation, now }: Moment): number | undefined {
  const [, marked, at] = /^(\d{1,15})-(\d{1,15})$/.exec(mark) ?? [];
  if (Number(marked) !== generation || now - Number(at) > MAX_AGE_MS) return undefined;
  return Math.min(Number(at), now) - OVERLAP_MS;
}

export const isRecent = (since: number, { now }: Moment): boolean => now - since <= RECENT_MS;
