export interface SlotLimits {
  total: number;
  perDestination: number;
  /** Slots that only first attempts may use, so that destinations that do not respond cannot occupy all. */
  forFirstAttempts: number;
}

export interface Attempt {
  recipientId: string;
  destination: string | undefined;
  attempts: number;
}

/** Limits the concurrent attempts of one channel: one per recipient, a few per destination. */
export class SendingSlots {
  private readonly running = new Map<string, Attempt>();

  constructor(private readonly limits: SlotLimits) {}

  get free(): number {
    return this.limits.total - this.running.size;
  }

  get recipients(): string[] {
    return [...this.running.keys()];
  }

  /** Undefined without a free slot; otherwise returns the function that frees it. */
  enter(attempt: Attempt): (() => void) | undefined {
    const { total, perDestination, forFirstAttempts } = this.limits;
    const { recipientId, destination } = attempt;
    if (this.free === 0 || this.running.has(recipientId)) return undefined;
    if (attempt.attempts > 1 && this.count(({ attempts }) => attempts > 1) >= total - forFirstAttempts)
      return undefined;
    if (destination !== undefined && this.count((other) => other.destination === destination) >= perDestination) {
      return undefined;
    }
    this.running.set(recipientId, attempt);
    return () => void this.running.delete(recipientId);
  }

  private count(matches: (attempt: Attempt) => boolean): number {
    return [...this.running.values()].filter(matches).length;
  }
}
