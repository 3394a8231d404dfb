import type { Lab } from '../lab/lab.js';
import type { LoadFigures } from '../lab/load.js';
import { required, type Recovery } from '../row.js';
import { pause } from './on-lines.js';

/** Small enough for a machine that others use as well: figures are ratios to the time before. */
const RATE = { ci: 5, full: 100 };
const BEFORE_MS = 2_000;
const WINDOW_MS = 2_000;
/** Whoever comes has an answer by then, where nothing is wrong. */
const ANSWERED_MS = 500;
/** The whole of a call to payment, all attempts. */
const LONGEST_CALL_MS = 2_500;
const RECOVERED = 0.95;
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
  const recovery = await recovered(lab, registrations(lab, begun - BEFORE_MS - ANSWERED_MS, BEFORE_MS), ended);
  await lab.until(
    () => lab.history.asked.some(({ status, at }) => status === 201 && at > ended),
    'nobody can pay any more',
  );
  const { p99, ...rest } = load.figures(begun, ended);
  const before = load.figures(begun - BEFORE_MS - ANSWERED_MS, begun - ANSWERED_MS);
  const bound = LONGEST_CALL_MS + 3 * before.p99;
  required(p99 < bound, `during the fault 99 % waited up to ${p99} ms; before, ${before.p99} ms`);
  const all = await load.stop();
  return { during: { p99, ...rest }, recovery: { ...recovery, p99During: p99 }, all };
}

async function recovered(lab: Lab, before: number, ended: number): Promise<Recovery> {
  required(before > 0, 'nobody got an answer before the fault');
  for (;;) {
    const from = Math.max(ended, performance.now() - ANSWERED_MS - WINDOW_MS);
    const throughput = registrations(lab, from, WINDOW_MS) / before;
    const withinS = (from - ended) / 1_000;
    if (throughput >= RECOVERED) return { withinS, throughput };
    required(
      performance.now() - ended < WITHIN_MS,
      `30 s after the end of the fault ${Math.round(throughput * 100)} % of the throughput is back`,
    );
    await pause(100);
  }
}

/** How many of those who came in that time were registered. */
const registrations = (lab: Lab, from: number, ms: number): number =>
  lab.history.asked.filter(
    ({ status, at, path }) =>
      path === '/registrations' && status >= 200 && status < 300 && at >= from && at < from + ms,
  ).length;

/** What a row tells of it. */
export const told = ({ during, recovery, all }: Through): string[] => [
  `${all.asked} students came, ${during.asked} of them during the fault: ${during.done} got an answer, 99 % within ${during.p99} ms`,
  `throughput was back ${recovery.withinS.toFixed(1)} s after its end`,
];
