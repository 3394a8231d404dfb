import { around, built } from './built.mjs';

let byMs = 0;
let storeByMs = 0;

/** Skews the clock of this process. */
export function skew(ms) {
  byMs = ms;
}

/** Milliseconds by which the clock of this process is ahead. */
export const skewedBy = () => byMs;

/** Skews the clock of the store, as this process reads it. */
export function skewStore(ms) {
  storeByMs = ms;
}

const { SystemClock } = await built('libs/platform/src/time/clock');
const { StoreClock } = await built('libs/platform/src/time/store-clock');
around(SystemClock, 'now', (now) => new Date(now().getTime() + byMs));
around(StoreClock, 'now', (now) => new Date(now().getTime() + storeByMs));
