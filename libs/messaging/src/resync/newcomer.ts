import type { ResyncFinished } from '#contracts';
import type { Clock, Ids, Log } from '#platform';
import { Unroutable, type Broker, type Subscribed } from '../broker/broker.js';
import { requestResync } from './request-resync.js';

/** Pauses between two requests, in milliseconds: each twice the one before. */
export interface Patience {
  firstMs: number;
  longestMs: number;
}

/**
 * A consumer whose queue is new has missed what was published before. It asks for the present states again and again (an
 * owner may start later than it does) until every owner that it listens to has said that it told them all; only then is it
 * new no more, so a crash on the way begins anew.
 */
export class Newcomer {
  private readonly requestId: string;
  private readonly unheard: Set<string>;
  private wake: () => void = () => undefined;

  constructor(
    private readonly broker: Broker,
    private readonly consumer: string,
    owners: string[],
    ids: Ids,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly patience: Patience = { firstMs: 1_000, longestMs: 60_000 },
  ) {
    this.requestId = ids.next();
    this.unheard = new Set(owners);
  }

  /** An owner says that it has told everything. Answers to requests of others are not meant. */
  heard({ requestId, source }: ResyncFinished): void {
    if (requestId !== this.requestId) return;
    this.unheard.delete(source);
    if (this.unheard.size === 0) this.wake();
  }

  /** Asks until it has heard every owner, or until `ending`. */
  async settle(subscribed: Subscribed, ending: AbortSignal): Promise<void> {
    for (let pause = this.patience.firstMs; this.unheard.size > 0; pause = this.longer(pause)) {
      await this.ask();
      await this.pause(pause, ending);
      if (ending.aborted) return;
    }
    await subscribed.settled();
    this.log.info('a new consumer knows the present states', { request: this.requestId });
  }

  private async ask(): Promise<void> {
    try {
      await requestResync(this.broker, this.consumer, this.requestId, this.clock.now());
    } catch (error) {
      if (error instanceof Unroutable) this.log.debug('no owner is there yet', { request: this.requestId });
      else this.log.warn('a new consumer could not ask for the present states; it asks again', { error });
    }
  }

  private pause(ms: number, ending: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const over = () => {
        clearTimeout(timer);
        ending.removeEventListener('abort', over);
        resolve();
      };
      const timer = setTimeout(over, ms).unref();
      ending.addEventListener('abort', over);
      this.wake = over;
      if (ending.aborted || this.unheard.size === 0) over();
    });
  }

  private longer(pause: number): number {
    return Math.min(pause * 2, this.patience.longestMs);
  }
}
