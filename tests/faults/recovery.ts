import type { Lab } from './lab/lab.js';
import type { LoadCounts } from './lab/load.js';
import { required, type Recovery } from './row.js';
import { setTimeout as pause } from 'node:timers/promises';

/** Requests per second that two cores carry beside all services and servers; results are ratios to the time before the fault. */
const RATE = { ci: 5, full: 20 };
const BEFORE_MS = 2_000;
const WINDOW_MS = 2_000;
/** A healthy system responds within this time. */
const ANSWERED_MS = 500;
/** Twice the longest payment call with all attempts, because the machine also runs everything else. */
const LONGEST_WAIT_MS = 5_000;
const RECOVERED = 0.95;
const STEP_MS = 250;
const WITHIN_MS = 30_000;

export interface Fault {
  inject(): Promise<void> | void;
  /** Duration in milliseconds, or what to do during the fault. */
  lasting: number | (() => Promise<void>);
  restore(): Promise<void> | void;
}

export interface FaultMeasurement {
  during: LoadCounts;
  recovery: Recovery;
  /** Over the whole time. */
  all: LoadCounts;
}

/** Sends registrations at a steady rate before, during and after a fault. @throws RequirementNotMet when 95 % of the throughput is not back within 30 s, or no payment succeeds */
export async function measureFault(lab: Lab, { inject, lasting, restore }: Fault): Promise<FaultMeasurement> {
  const load = await lab.load({ perSecond: RATE[lab.size] });
  await pause(ANSWERED_MS + BEFORE_MS);
  const begun = performance.now();
  await inject();
  await (typeof lasting === 'number' ? pause(lasting) : lasting());
  await restore();
  const ended = performance.now();
  const recovery = await recovered(lab, begun, ended);
  await lab.until(
    () => lab.history.asked.some(({ status, at }) => status === 201 && at > ended),
    'no payment succeeds after the fault',
  );
  const { p99, ...rest } = load.counts(begun, ended);
  const before = load.counts(begun - BEFORE_MS - ANSWERED_MS, begun - ANSWERED_MS);
  const bound = LONGEST_WAIT_MS + 3 * before.p99;
  required(p99 < bound, `during the fault 99 % waited up to ${p99} ms; before, ${before.p99} ms`);
  const all = await load.stop();
  return { during: { p99, ...rest }, recovery: { ...recovery, p99During: p99 }, all };
}

/** Requests sent in a window after the end of the fault count as soon as they are answered, however long they waited. */
async function recovered(lab: Lab, begun: number, ended: number): Promise<Recovery> {
  for (;;) {
    const before = registrations(lab, begun - BEFORE_MS - ANSWERED_MS, BEFORE_MS);
    const now = performance.now();
    let most = 0;
    for (let from = ended; from + WINDOW_MS <= now; from += STEP_MS) {
      const throughput = registrations(lab, from, WINDOW_MS) / Math.max(1, before);
      if (throughput >= RECOVERED) return { withinS: (from - ended) / 1_000, throughput };
      most = Math.max(most, throughput);
    }
    const message = `30 s after the end of the fault ${Math.round(most * 100)} % of the throughput is back`;
    required(now - ended < WITHIN_MS, message);
    await pause(STEP_MS);
  }
}

/** Successful registrations among the requests sent in that time. */
const registrations = (lab: Lab, from: number, ms: number): number =>
  lab.history.asked.filter(
    ({ status, at, path }) =>
      path === '/registrations' && status >= 200 && status < 300 && at >= from && at < from + ms,
  ).length;

/** On a busy machine some requests take too long, with or without a fault. */
const TOLERATED_FAILURES = 0.05;

/** Every request got a response, although a part was down. @throws RequirementNotMet */
export function requireServed({ all: { asked, failed } }: FaultMeasurement, when: string): void {
  required(failed <= Math.max(1, asked * TOLERATED_FAILURES), `${failed} of ${asked} requests failed ${when}`);
}

/** The summary for the report of a row. */
export const summary = ({ during, recovery, all }: FaultMeasurement): string[] => [
  `${all.asked} requests, ${during.asked} of them during the fault: ${during.done} got a response, 99 % within ${during.p99} ms`,
  `throughput was back ${recovery.withinS.toFixed(1)} s after its end`,
];
