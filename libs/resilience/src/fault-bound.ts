/** Bounds the faults of one party that the circuit breaker counts: at most `perParty` among the last `size` results.
 * Otherwise a student whose card hangs at the provider could stop the payments of all others. */
export class FaultBound {
  private recent: (string | undefined)[] = [];

  constructor(
    private readonly size: number,
    private readonly perParty: number,
  ) {}

  responded(): void {
    this.add(undefined);
  }

  /** Counts the fault unless its party has reached the bound. A fault without a party is always counted. */
  counts(party: string | undefined): boolean {
    if (party !== undefined && this.recent.filter((each) => each === party).length >= this.perParty) return false;
    this.add(party);
    return true;
  }

  reset(): void {
    this.recent = [];
  }

  private add(party: string | undefined): void {
    this.recent.push(party);
    if (this.recent.length > this.size) this.recent.shift();
  }
}

export class UncountedFault extends Error {
  constructor(override readonly cause: unknown) {
    super('a fault that is not counted, because its party has reached the bound', { cause });
    this.name = 'UncountedFault';
  }
}
