import type { Invariant, Moment } from './invariants/invariant.js';

/** The result of one invariant. */
export interface Finding {
  /** Its numbers in the lists of the domain (1 to 10) and of the faults (F1 to F10). */
  numbers: string[];
  /** The invariant as a sentence. */
  rule: string;
  /** What was checked: `1200 registrations`. */
  examined: string;
  /** One sentence with ids per violation, at most 50; empty if the invariant holds. */
  broken: string[];
  /** Number of violations, including those that are not listed. */
  brokenInAll: number;
}

const MAX_REPORTED = 50;

/** Checks every record of a kind with the invariants about it and collects the findings. */
export class Inspection {
  readonly findings: Finding[] = [];

  constructor(private readonly at: Moment) {}

  async check<Record>(plural: string, records: AsyncIterable<Record>, invariants: Invariant<Record>[]): Promise<void> {
    const results = invariants.map((invariant) => ({ invariant, broken: [] as string[], brokenInAll: 0 }));
    let examined = 0;
    for await (const record of records) {
      examined += 1;
      for (const each of results) {
        const broken = each.invariant.broken(record, this.at);
        each.brokenInAll += broken.length;
        each.broken.push(...broken.slice(0, MAX_REPORTED - each.broken.length));
      }
    }
    for (const { invariant, broken, brokenInAll } of results) {
      const { numbers, rule } = invariant;
      this.findings.push({ numbers, rule, examined: `${examined} ${plural}`, broken, brokenInAll });
    }
  }

  skip(numbers: string[], rule: string, reason: string): void {
    this.findings.push({ numbers, rule, examined: reason, broken: [], brokenInAll: 0 });
  }

  get sorted(): Finding[] {
    return this.findings.toSorted((one, other) => rank(one) - rank(other));
  }
}

const rank = ({ numbers: [first = ''] }: Finding): number =>
  first.startsWith('F') ? 100 + Number(first.slice(1)) : Number(first);
