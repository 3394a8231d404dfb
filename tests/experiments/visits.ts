import type { Lab } from '../faults/lab/lab.js';
import type { Student } from '../faults/lab/student.js';
import type { Answer } from '../support/client.js';

/** One request of a student and its response; status 0 without one. */
export interface Visit {
  /** Seconds since the start, when it was sent. */
  at: number;
  tookMs: number;
  status: number;
  deferred?: string;
}

type Ask = (student: Student) => Promise<Answer>;

/** All requests of an experiment. */
export class Visits {
  readonly all: Visit[] = [];
  private readonly begun = performance.now();

  /** Seconds since the start. */
  get now(): number {
    return (performance.now() - this.begun) / 1000;
  }

  /** `users` concurrent students, each replaced by a new one when it has a response, for this many seconds. */
  async crowd(lab: Lab, { users, seconds }: { users: number; seconds: number }, ask: Ask): Promise<Visit[]> {
    const end = this.now + seconds;
    const seen: Visit[] = [];
    const user = async () => {
      while (this.now < end) seen.push(await this.one(lab, ask));
    };
    await Promise.all(Array.from({ length: users }, user));
    return seen;
  }

  /** Sends this many requests a second, however many are unanswered; ends when `until` does and every request has a response. */
  async stream(lab: Lab, perSecond: number, ask: Ask, until: Promise<unknown>): Promise<Visit[]> {
    const underWay: Promise<Visit>[] = [];
    const timer = setInterval(() => underWay.push(this.one(lab, ask)), 1000 / perSecond);
    try {
      await until;
    } finally {
      clearInterval(timer);
    }
    return Promise.all(underWay);
  }

  between(from: number, to: number): Visit[] {
    return this.all.filter(({ at }) => at >= from && at < to);
  }

  private async one(lab: Lab, ask: Ask): Promise<Visit> {
    const [student] = lab.students(1);
    const at = this.now;
    const { status, body } = await ask(student!);
    const visit: Visit = { at, tookMs: (this.now - at) * 1000, status };
    if (body?.paymentDeferred) visit.deferred = body.paymentDeferred as string;
    this.all.push(visit);
    return visit;
  }
}

export const withStatus = (visits: Visit[], ...statuses: number[]): number =>
  visits.filter(({ status }) => statuses.includes(status)).length;

/** Error responses, and requests without a response. */
export const failed = (visits: Visit[]): number => visits.filter(({ status }) => status === 0 || status >= 500).length;

/** 99th percentile of the wait, in milliseconds. */
export function p99(visits: Visit[]): number {
  const sorted = visits.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  return Math.round(sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0);
}

/** Requests per second, from second 0 on. */
export function perSecond(visits: Visit[], seconds: number): number[] {
  const counts = Array.from({ length: Math.ceil(seconds) }, () => 0);
  for (const { at } of visits) if (at < counts.length) counts[Math.floor(at)]! += 1;
  return counts;
}
