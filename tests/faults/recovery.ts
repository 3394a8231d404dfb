import type { Lab } from './lab/lab.js';
import type { LoadFigures } from './lab/load.js';
import { required, type Recovery } from './row.js';
import { setTimeout as pause } from 'node:timers/promises';

/** What two cores carry beside all services, their servers and the lines between them: figures are ratios to the time before. */
const RATE = { ci: 5, full: 20 };
const BEFORE_MS = 2_000;
const WINDOW_MS = 2_000;
/** Whoever comes has an answer by then, where nothing is wrong. */
const ANSWERED_MS = 500;
/** Twice the longest call to payment, all its attempts: the machine has others to serve. */
const LONGEST_WAIT_MS = 5_000;
const RECOVERED = 0.95;
const STEP_MS = 250;
const WITHIN_MS = 30_000;

export interface Fault {
  harm(): Promise<void> | void;
  /** How long it lasts, in milliseconds, or what happens meanwhile. */
  lasting: number | (() => Promise<void>);
  mend(): Promise<void> | void;
}

export interface Through {
  during: LoadFigures;
  recovery: Recovery;
  /** Of the whole time. */
  all: LoadFigures;
}

/** Students come at a steady rate before, during and after a fault. @throws Unmet when 95 % of the throughput is not back within 30 s, or nobody can pay */
export async function throughAFault(lab: Lab, { harm, lasting, mend }: Fault): Promise<Through> {
  const load = await lab.load({ perSecond: RATE[lab.size] });
  await pause(ANSWERED_MS + BEFORE_MS);
  const begun = performance.now();
  await harm();
  await (typeof lasting === 'number' ? pause(lasting) : lasting());
  await mend();
  const ended = performance.now();
  const recovery = await recovered(lab, begun, ended);
  await lab.until(
    () => lab.history.asked.some(({ status, at }) => status === 201 && at > ended),
    'nobody can pay any more',
  );
  const { p99, ...rest } = load.figures(begun, ended);
  const before = load.figures(begun - BEFORE_MS - ANSWERED_MS, begun - ANSWERED_MS);
  const bound = LONGEST_WAIT_MS + 3 * before.p99;
  required(p99 < bound, `during the fault 99 % waited up to ${p99} ms; before, ${before.p99} ms`);
  const all = await load.stop();
  return { during: { p99, ...rest }, recovery: { ...recovery, p99During: p99 }, all };
}

/** Those who came in some two seconds after the end count as soon as they have their answers, however long they waited. */
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
    const told = `30 s after the end of the fault ${Math.round(most * 100)} % of the throughput is back`;
    required(now - ended < WITHIN_MS, told);
    await pause(STEP_MS);
  }
}

/** How many of those who came in that time were registered. */
const registrations = (lab: Lab, from: number, ms: number): number =>
  lab.history.asked.filter(
    ({ status, at, path }) =>
      path === '/registrations' && status >= 200 && status < 300 && at >= from && at < from + ms,
  ).length;

/** On a machine that is short of processors somebody waits too long now and then, with or without a fault. */
const LET_DOWN_ANYWAY = 0.05;

/** Whoever came got an answer, although something was away. @throws Unmet */
export function servedThroughout({ all: { asked, failed } }: Through, when: string): void {
  required(failed <= Math.max(1, asked * LET_DOWN_ANYWAY), `${failed} of ${asked} students were let down ${when}`);
}

/** What a row tells of it. */
export const told = ({ during, recovery, all }: Through): string[] => [
  `${all.asked} students came, ${during.asked} of them during the fault: ${during.done} got an answer, 99 % within ${during.p99} ms`,
  `throughput was back ${recovery.withinS.toFixed(1)} s after its end`,
];
