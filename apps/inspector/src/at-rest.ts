import { setTimeout as pause } from 'node:timers/promises';
import type { Addresses } from './addresses.js';
import type { Finding } from './finding.js';
import { inspect, isBroken, type InspectOptions } from './inspect.js';
import { somethingMoves } from './something-moves.js';

const BETWEEN_LOOKS_MS = 500;

/**
 * Looks again and again until every invariant holds, for `waitMs` milliseconds at most; answers what the last look showed.
 * As long as messages are on their way, only these are counted.
 * @throws CouldNotLook
 */
export async function inspectAtRest(addresses: Addresses, options: InspectOptions, waitMs: number): Promise<Finding[]> {
  const end = performance.now() + waitMs;
  for (;;) {
    const isOver = performance.now() >= end;
    if (isOver || !(await somethingMoves(addresses))) {
      const findings = await inspect(addresses, options);
      if (isOver || !findings.some(isBroken)) return findings;
    }
    await pause(Math.min(BETWEEN_LOOKS_MS, Math.max(0, end - performance.now())));
  }
}
