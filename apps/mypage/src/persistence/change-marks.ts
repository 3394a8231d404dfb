import type { ChangeMark } from '../ports/views.js';

/** Changes are read again for this long, so that a clock step, a failover or a concurrent commit hides none. */
export const OVERLAP_MS = 2_000;

/** For younger marks it is cheaper to start from the changes, for older ones from the students. */
const RECENT_MS = 60_000;

export interface Moment {
  generation: number;
  now: number;
}

export const markOf = ({ generation, now }: Moment): ChangeMark => `${generation}-${now}`;

/** From which instant of the store's clock to read; 0, everything, for an unreadable mark or another generation. */
export function startOf(mark: ChangeMark, { generation, now }: Moment): number {
  const [, marked, at] = /^(\d{1,15})-(\d{1,15})$/.exec(mark) ?? [];
  return Number(marked) === generation ? Math.min(Number(at), now) - OVERLAP_MS : 0;
}

export const isRecent = (since: number, { now }: Moment): boolean => now - since <= RECENT_MS;
