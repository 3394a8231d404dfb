import type { EventName, ResyncFinished } from '#contracts';
import type { Clock, Ids, Log } from '#platform';
import { Unroutable, type Broker, type NewQueue } from '../broker/broker.js';
import { reasonOf } from '../outage-log.js';
import { requestRepublish, requestResync } from './control-messages.js';

export interface RequestBackoff {
  firstMs: number;
  maxMs: number;
}

/** What a consumer has to request when its queue is new. */
export interface Missed {
  /** Services that re-publish their current states. */
  owners: string[];
  /** Events that no current state replaces, and the services whose outboxes may still hold them. */
  republish: { events: EventName[]; publishers: string[]; evenIfNotLost: boolean };
}

interface OpenRequest {
  id: string;
  pending: Set<string>;
  send: (id: string) => Promise<void>;
}

/** Requests what a consumer with a new queue has missed, repeatedly, because a publisher may start later; a crash starts over. */
export class InitialResync {
  private requests: OpenRequest[] = [];
  private wake: () => void = () => undefined;
  private next: NewQueue | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly broker: Broker,
    private readonly consumer: string,
    private readonly missed: Missed,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly backoff: RequestBackoff = { firstMs: 1_000, maxMs: 60_000 },
  ) {}

  finished({ requestId, source }: ResyncFinished): void {
    this.requests.find(({ id }) => id === requestId)?.pending.delete(source);
    if (this.isComplete) this.wake();
  }

  /** Resolves when everything has arrived; a queue that is lost again meanwhile starts over. */
  run(queue: NewQueue, signal: AbortSignal): Promise<void> {
    this.next = queue;
    this.running ??= this.runAll(signal).finally(() => (this.running = undefined));
    return this.running;
  }

  private async runAll(signal: AbortSignal): Promise<void> {
    while (this.next && !signal.aborted) {
      const queue = this.next;
      this.next = undefined;
      await this.runOnce(queue, signal);
    }
  }

  private async runOnce(queue: NewQueue, signal: AbortSignal): Promise<void> {
    this.requests = this.requestsFor(queue);
    let pauseMs = this.backoff.firstMs;
    while (!this.isComplete && !this.next) {
      for (const request of this.requests) if (request.pending.size > 0) await this.send(request);
      await this.pause(pauseMs, signal);
      if (signal.aborted) return;
      pauseMs = Math.min(pauseMs * 2, this.backoff.maxMs);
    }
    if (this.next) return;
    await queue.markKnown();
    this.log.info('the initial resync is complete', { requests: this.requests.map(({ id }) => id) });
  }

  private get isComplete(): boolean {
    return this.requests.every(({ pending }) => pending.size === 0);
  }

  private requestsFor({ wasLost }: NewQueue): OpenRequest[] {
    const { broker, consumer, clock } = this;
    const { owners, republish } = this.missed;
    const { events, publishers, evenIfNotLost } = republish;
    return [
      { from: owners, send: (id: string) => requestResync(broker, consumer, id, clock.now()) },
      {
        // Everything that the outboxes hold: a message in the lost queue can be older than the last consumed one.
        from: wasLost || evenIfNotLost ? publishers : [],
        send: (id: string) => requestRepublish(broker, consumer, id, clock.now(), { events }),
      },
    ].flatMap(({ from, send }) => (from.length === 0 ? [] : [{ id: this.ids.next(), pending: new Set(from), send }]));
  }

  private async send({ id, send }: OpenRequest): Promise<void> {
    try {
      await send(id);
    } catch (error) {
      if (error instanceof Unroutable) this.log.debug('no owning service has started yet', { request: id });
      else this.log.warn('the initial resync could not be requested; it will be retried', { reason: reasonOf(error) });
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
      if (signal.aborted || this.isComplete) end();
    });
  }
}
