import type { Invariant, Moment } from './invariants/invariant.js';

export interface Finding {
  numbers: string[];
  rule: string;
  examined: string;
  broken: string[];
  brokenInAll: number;
}

const MAX_REPORTED = 50;

export class Inspection {
  readonly findings: Finding[] = [];

  /** @param at the time by the clock of the store whose records are checked */
  async check<Record>(
    plural: string,
    records: AsyncIterable<Record>,
    invariants: Invariant<Record>[],
    at: Moment,
  ): Promise<void> {
    const results = invariants.map((invariant) => ({ invariant, broken: [] as string[], brokenInAll: 0 }));
    let examined = 0;
    for await (const record of records) {
      examined += 1;
      for (const each of results) {
        const broken = each.invariant.broken(record, at);
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
