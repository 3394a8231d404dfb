import { setTimeout as delay } from 'node:timers/promises';
import { isRejection, type ChargeAnswer, type Payment } from '#contracts';
import { Log, Shutdown, type Drains } from '#platform';

/** When a charge waited for the provider; the rest of its time is spent in payment. */
export class ProviderWait {
  private readonly intervals: { from: number; to: number }[] = [];

  async during<T>(call: Promise<T>): Promise<T> {
    const interval = { from: performance.now(), to: Infinity };
    this.intervals.push(interval);
    try {
      return await call;
    } finally {
      interval.to = performance.now();
    }
  }

  since(start: number): number {
    const now = performance.now();
    const waits = this.intervals.map(({ from, to }) => Math.max(0, Math.min(to, now) - Math.max(from, start)));
    return Math.min(
      now - start,
      waits.reduce((sum, ms) => sum + ms, 0),
    );
  }
}

interface ChargeInFlight {
  result: Promise<ChargeAnswer | Payment>;
  wait: ProviderWait;
}

/** The charges this process is executing, at most one per key. They continue after their callers' deadlines. */
export class ChargesInFlight implements Drains {
  private readonly charges = new Map<string, ChargeInFlight>();
  private readonly stopping = new AbortController();
  private readonly log: Log;

  constructor(
    shutdown: Shutdown,
    log: Log,
    private readonly drainMs = 4_000,
  ) {
    this.log = log.for('charges');
    shutdown.add('work', this);
  }

  /** Joins the charge of `key` or starts it; its signal is aborted when the process must stop. */
  join(
    key: string,
    work: (signal: AbortSignal, wait: ProviderWait) => Promise<ChargeAnswer | Payment>,
  ): ChargeInFlight {
    const known = this.charges.get(key);
    if (known) return known;
    const wait = new ProviderWait();
    const result = work(this.stopping.signal, wait).finally(() => this.charges.delete(key));
    const charge = { result, wait };
    this.charges.set(key, charge);
    result.catch((error: unknown) => {
      if (!isRejection(error)) this.log.error('a charge failed', { paymentId: key, error });
    });
    return charge;
  }

  async drain(): Promise<void> {
    const done = Promise.allSettled([...this.charges.values()].map(({ result }) => result));
    await Promise.race([done, delay(this.drainMs, undefined, { ref: false })]);
    this.stopping.abort();
    await done;
  }
}
