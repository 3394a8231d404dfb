import { setTimeout as after } from 'node:timers/promises';
import type { Lab } from './lab/lab.js';
import { required, type Recovery } from './row.js';

const BACK = 0.95;
const WITHIN_S = 30;
const WINDOW_MS = 3_000;

export interface Story {
  /** How many students come per second (10). */
  perSecond?: number;
  beforeS?: number;
  /** Bound of the 99th percentile of those who come during the fault, in milliseconds (5,000). */
  p99Ms?: number;
}

/**
 * Runs `fault` under load, from its beginning to its end, and measures how the system comes back (F11).
 * @throws Unmet when throughput is not back to 95 % within 30 s of its end, or somebody waited too long during it
 */
export async function measured(
  lab: Lab,
  fault: () => Promise<void>,
  { perSecond = 10, beforeS = 4, p99Ms = 5_000 }: Story = {},
): Promise<Recovery> {
  const load = await lab.load({ perSecond });
  await after(beforeS * 1_000);
  const begun = performance.now();
  await fault();
  const ended = performance.now();
  let ratio = 0;
  let withinS = 0;
  do {
    await after(500);
    const now = performance.now();
    withinS = (now - ended) / 1_000;
    // Who came in the last moment is still being served.
    const settled = now - 1_000;
    const before = load.figures(begun - beforeS * 1_000 + 1_000, begun).perSecond;
    ratio = settled - WINDOW_MS < ended ? 0 : load.figures(settled - WINDOW_MS, settled).perSecond / before;
  } while (ratio < BACK && withinS < WITHIN_S + 4);
  await load.stop();
  const { p99 } = load.figures(begun, ended);
  required(ratio >= BACK, `after ${WITHIN_S} s throughput is at ${Math.round(ratio * 100)} % of what it was`);
  required(p99 <= p99Ms, `during the fault the 99th percentile was ${p99} ms`);
  return { withinS: Math.max(0, withinS - (WINDOW_MS + 1_000) / 1_000), throughput: ratio, p99During: p99 };
}
