import type { ResyncFinished } from '#contracts';
import type { Clock, Ids, Log } from '#platform';
import { Unroutable, type Broker, type Subscribed } from '../broker/broker.js';
import { requestResync } from './control-messages.js';

export interface RequestBackoff {
  firstMs: number;
  maxMs: number;
}

/** Requests a resync repeatedly, because an owning service may start later; a crash before every service has finished starts over. */
export class InitialResync {
  private readonly requestId: string;
  private readonly pending: Set<string>;
  private wake: () => void = () => undefined;

  constructor(
    private readonly broker: Broker,
    private readonly consumer: string,
    owners: string[],
    ids: Ids,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly backoff: RequestBackoff = { firstMs: 1_000, maxMs: 60_000 },
  ) {
    this.requestId = ids.next();
    this.pending = new Set(owners);
  }

  finished({ requestId, source }: ResyncFinished): void {
    if (requestId !== this.requestId) return;
    this.pending.delete(source);
    if (this.pending.size === 0) this.wake();
  }

  async run(subscribed: Subscribed, signal: AbortSignal): Promise<void> {
    for (
      let pauseMs = this.backoff.firstMs;
      this.pending.size > 0;
      pauseMs = Math.min(pauseMs * 2, this.backoff.maxMs)
    ) {
      await this.request();
      await this.pause(pauseMs, signal);
      if (signal.aborted) return;
    }
    await subscribed.markKnown();
    this.log.info('the initial resync is complete', { request: this.requestId });
  }

  private async request(): Promise<void> {
    try {
      await requestResync(this.broker, this.consumer, this.requestId, this.clock.now());
    } catch (error) {
      if (error instanceof Unroutable) this.log.debug('no owning service has started yet', { request: this.requestId });
      else this.log.warn('the initial resync could not be requested; it will be retried', { error });
    }
  }

  private pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms).unref();
      signal.addEventListener('abort', end);
      this.wake = end;
      if (signal.aborted || this.pending.size === 0) end();
    });
  }
}
