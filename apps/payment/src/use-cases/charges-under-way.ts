import { setTimeout as pause } from 'node:timers/promises';
import type { ChargeAnswer, Payment } from '#contracts';
import { Log, Shutdown, type Drains } from '#platform';

const WORK_ON_MS = 10_000;

/** The charges this process works on, at most one per key, also when those who asked have left. */
export class ChargesUnderWay implements Drains {
  private readonly charges = new Map<string, Promise<ChargeAnswer | Payment>>();
  private readonly leaving = new AbortController();
  private readonly log: Log;

  /** @param drainMs how long a shutdown waits for them before it gives them up */
  constructor(
    shutdown: Shutdown,
    log: Log,
    private readonly drainMs = 4_000,
  ) {
    this.log = log.for('charges');
    shutdown.add('work', this);
  }

  /** Joins the work on `key`, or begins it; its signal is aborted 10 s after the first who asked has left. */
  join(
    key: string,
    stayMs: number,
    work: (signal: AbortSignal) => Promise<ChargeAnswer | Payment>,
  ): Promise<ChargeAnswer | Payment> {
    const known = this.charges.get(key);
    if (known) return known;
    const signal = AbortSignal.any([this.leaving.signal, AbortSignal.timeout(stayMs + WORK_ON_MS)]);
    const charge = work(signal).finally(() => this.charges.delete(key));
    this.charges.set(key, charge);
    charge.catch((error: unknown) => this.log.error('a charge failed', { paymentId: key, error }));
    return charge;
  }

  async drain(): Promise<void> {
    const done = Promise.allSettled(this.charges.values());
    await Promise.race([done, pause(this.drainMs, undefined, { ref: false })]);
    this.leaving.abort();
    await done;
  }
}
