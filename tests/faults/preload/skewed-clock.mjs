import { around, built } from './built.mjs';

let byMs = 0;

/** Skews the clock of this process. */
export function skew(ms) {
  byMs = ms;
}

const { SystemClock } = await built('libs/platform/src/time/clock');
around(SystemClock, 'now', (now) => new Date(now().getTime() + byMs));
