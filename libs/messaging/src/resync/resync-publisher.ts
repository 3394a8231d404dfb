import type { NewEvent, ResyncRequested } from '#contracts';
import { ResyncJob, type PublishingJob } from '../entities.js';
import { PAGE_SIZE, PagedPublisher, type PublisherParts } from './paged-publisher.js';

export interface StatePage {
  events: NewEvent[];
  /** Id of the last aggregate of this page, to continue after; absent on the last page. */
  last?: string;
}

/** The page of `states`, which were read with `limit`: shorter than that, it is the last one. */
export function statePage<State extends { id: string }>(
  states: State[],
  limit: number,
  eventOf: (state: State) => NewEvent | undefined,
): StatePage {
  const events = states.flatMap((state) => eventOf(state) ?? []);
  return states.length < limit ? { events } : { events, last: states.at(-1)!.id };
}

/** One kind of aggregate whose current states the service can re-publish, page by page, in the order of their ids. */
export abstract class ResyncSource {
  abstract readonly kind: string;
  /** Reads inside the open transaction. @param afterId '' for the first page */
  abstract page(afterId: string, limit: number): Promise<StatePage>;
}

/** Re-publishes the current states of a service's aggregates to one consumer. */
export class ResyncPublisher extends PagedPublisher<ResyncRequested, ResyncJob> {
  constructor(
    parts: PublisherParts,
    private readonly sources: ResyncSource[],
  ) {
    super(parts, ResyncJob, 'a resync is complete');
  }

  protected async begin(): Promise<Omit<ResyncJob, keyof PublishingJob>> {
    return { kindNumber: 0, afterId: '' };
  }

  protected async publish(job: ResyncJob): Promise<Partial<ResyncJob> | undefined> {
    const source = this.sources[job.kindNumber];
    if (!source) return undefined;
    const { events, last } = await source.page(job.afterId, PAGE_SIZE);
    await this.outbox.addForResync(job.consumer, job.requestId, events);
    const emitted = job.emitted + events.length;
    return last === undefined ? { emitted, kindNumber: job.kindNumber + 1, afterId: '' } : { emitted, afterId: last };
  }
}
