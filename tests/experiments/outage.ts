import { setTimeout as pause } from 'node:timers/promises';
import type { Lab } from '../faults/lab/lab.js';
import type { Chart } from './chart.js';
import { perSecond, Visits, type Visit } from './visits.js';

const PER_SECOND = 5;

/** Responses before, during and after an outage. */
export interface Outage {
  visits: Visits;
  /** Seconds since the start. */
  from: number;
  to: number;
  before: Visit[];
  during: Visit[];
  after: Visit[];
}

/** Students register at a steady rate; `away` starts the outage, and `back` ends it some seconds later. */
export async function outage(
  lab: Lab,
  lectureId: string,
  { away, back, lasting = 10_000 }: { away(): Promise<void>; back(): Promise<void>; lasting?: number },
): Promise<Outage> {
  const visits = new Visits();
  let [from, to] = [0, 0];
  const story = async () => {
    await pause(8_000);
    from = visits.now;
    await away();
    await pause(lasting);
    await back();
    to = visits.now;
    await pause(8_000);
  };
  await visits.stream(lab, PER_SECOND, (student) => student.register(lectureId), story());
  return {
    visits,
    from,
    to,
    before: visits.between(0, from),
    during: visits.between(from, to),
    after: visits.between(to, Infinity),
  };
}

/** Requests per second by response, with the outage shaded. */
export function answersOf(title: string, { visits, from, to }: Outage, name: string): Chart {
  const length = Math.ceil(Math.max(...visits.all.map(({ at }) => at)));
  const count = (chosen: (visit: Visit) => boolean) => perSecond(visits.all.filter(chosen), length);
  return {
    title,
    kind: 'lines',
    x: 'seconds',
    y: 'answers per second, by when they were asked for',
    series: [
      { name: '201 confirmed', values: count(({ status }) => status === 201) },
      { name: '202 pay later', values: count(({ status }) => status === 202) },
      { name: 'failed', values: count(({ status }) => status === 0 || status >= 400) },
    ],
    spans: [{ from, to, name }],
  };
}
