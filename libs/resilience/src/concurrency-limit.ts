import { BulkheadRejectedError } from 'cockatiel';
import type { CallSettings } from './call-settings.js';

const SHRINK_TO = 0.75;
const GROW_BY = 0.1;
const OVERLOADED_SHARE = 0.25;
const AVERAGED_ATTEMPTS = 20;

/** An adaptive limit of the calls in progress (AIMD, as in Netflix's concurrency-limits and TCP): it
 * doubles per response time until it shrinks, then grows by a tenth per response time. It shrinks by a quarter
 * when more than a quarter of the recent attempts were overloaded. Calls beyond it wait in order. */
export class ConcurrencyLimit {
  private current: number;
  private inProgress = 0;
  private isRamping = true;
  private shrunkAt = -Infinity;
  private overloadedShare = 0;
  private waiting: (() => void)[] = [];

  constructor(
    private readonly settings: CallSettings['concurrency'],
    private readonly changed: (limit: number) => void,
  ) {
    this.current = Math.min(settings.max, Math.max(settings.min, settings.initial));
    changed(this.limit);
  }

  get limit(): number {
    return Math.floor(this.current);
  }

  get use(): { limit: number; inProgress: number; waiting: number } {
    return { limit: this.limit, inProgress: this.inProgress, waiting: this.waiting.length };
  }

  /** Resolves to whether the call had to wait. @throws BulkheadRejectedError when too many calls wait; the signal's reason */
  async enter(signal: AbortSignal): Promise<boolean> {
    if (this.inProgress < this.limit) {
      this.inProgress += 1;
      return false;
    }
    if (this.waiting.length >= this.settings.queue) throw new BulkheadRejectedError(this.limit, this.settings.queue);
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.waiting = this.waiting.filter((each) => each !== start);
        reject(signal.reason as Error);
      };
      const start = () => {
        signal.removeEventListener('abort', leave);
        resolve(true);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.waiting.push(start);
    });
  }

  leave(): void {
    this.inProgress -= 1;
    this.startWaiting();
  }

  responded(): void {
    this.count(0);
    if (this.inProgress * 2 <= this.limit) return;
    this.change(this.current + (this.isRamping ? 1 : Math.max(1 / this.current, GROW_BY)));
    this.startWaiting();
  }

  /** An attempt found the dependency overloaded. Attempts that began before the last reduction are ignored. */
  overloaded(startedAt: number): void {
    if (startedAt < this.shrunkAt) return;
    this.count(1);
    if (this.overloadedShare <= OVERLOADED_SHARE) return;
    this.overloadedShare = 0;
    this.shrunkAt = performance.now();
    this.isRamping = false;
    this.change(this.current * SHRINK_TO);
  }

  private count(overloaded: 0 | 1): void {
    this.overloadedShare += (overloaded - this.overloadedShare) / AVERAGED_ATTEMPTS;
  }

  private change(to: number): void {
    const before = this.limit;
    this.current = Math.min(this.settings.max, Math.max(this.settings.min, to));
    if (this.limit !== before) this.changed(this.limit);
  }

  private startWaiting(): void {
    while (this.inProgress < this.limit) {
      const start = this.waiting.shift();
      if (!start) return;
      this.inProgress += 1;
      start();
    }
  }
}
