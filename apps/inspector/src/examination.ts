import type { Finding } from './finding.js';
import type { Invariant, Moment } from './invariants/invariant.js';

/** Of what breaks an invariant so much is told; the rest is counted. */
const MOST_TOLD = 50;

/** Looks at things of one kind, one after the other, with every invariant that speaks of them. */
export class Examination {
  readonly findings: Finding[] = [];

  constructor(private readonly at: Moment) {}

  async of<Thing>(plural: string, things: AsyncIterable<Thing>, invariants: Invariant<Thing>[]): Promise<void> {
    const judged = invariants.map((invariant) => ({ invariant, broken: [] as string[], brokenInAll: 0 }));
    let examined = 0;
    for await (const thing of things) {
      examined += 1;
      for (const each of judged) {
        const broken = each.invariant.broken(thing, this.at);
        each.brokenInAll += broken.length;
        each.broken.push(...broken.slice(0, MOST_TOLD - each.broken.length));
      }
    }
    for (const { invariant, broken, brokenInAll } of judged) {
      const { numbers, rule } = invariant;
      this.findings.push({ numbers, rule, examined: `${examined} ${plural}`, broken, brokenInAll });
    }
  }

  /** What nobody can look at, and why. */
  without(numbers: string[], rule: string, reason: string): void {
    this.findings.push({ numbers, rule, examined: reason, broken: [], brokenInAll: 0 });
  }

  /** In the order of the lists. */
  get inOrder(): Finding[] {
    return this.findings.toSorted((one, other) => rank(one) - rank(other));
  }
}

const rank = ({ numbers: [first = ''] }: Finding): number =>
  first.startsWith('F') ? 100 + Number(first.slice(1)) : Number(first);
