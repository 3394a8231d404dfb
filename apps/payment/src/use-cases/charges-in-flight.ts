import { setTimeout as delay } from 'node:timers/promises';
import { isRejection, type ChargeAnswer, type Payment } from '#contracts';
import { Log, Shutdown, type Drains } from '#platform';

/** The charges this process is executing, at most one per key. They continue after their callers' deadlines. */
export class ChargesInFlight implements Drains {
  private readonly charges = new Map<string, Promise<ChargeAnswer | Payment>>();
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
  join(key: string, work: (signal: AbortSignal) => Promise<ChargeAnswer | Payment>): Promise<ChargeAnswer | Payment> {
    const known = this.charges.get(key);
    if (known) return known;
    const charge = work(this.stopping.signal).finally(() => this.charges.delete(key));
    this.charges.set(key, charge);
    charge.catch((error: unknown) => {
      if (!isRejection(error)) this.log.error('a charge failed', { paymentId: key, error });
    });
    return charge;
  }

  async drain(): Promise<void> {
    const done = Promise.allSettled(this.charges.values());
    await Promise.race([done, delay(this.drainMs, undefined, { ref: false })]);
    this.stopping.abort();
    await done;
  }
}
