import { isEventName, routingKeyOf, sourceOf, type RepublishRequested } from '#contracts';
import { RepublishJob, type PublishingJob } from '../entities.js';
import { firstIdAt, type OutboxRows } from '../outbox/outbox-rows.js';
import { PAGE_SIZE, PagedPublisher, type PublisherParts } from './paged-publisher.js';

const FIRST_ID = '';

/** Publishes events of the outbox again for one consumer, as far back as the outbox keeps them. */
export class Republisher extends PagedPublisher<RepublishRequested, RepublishJob> {
  constructor(
    parts: PublisherParts,
    private readonly rows: OutboxRows,
  ) {
    super(parts, RepublishJob, 'events of the outbox were published again for one consumer');
  }

  protected async begin({ events, from, to }: RepublishRequested): Promise<Omit<RepublishJob, keyof PublishingJob>> {
    const own = events.filter(isEventName).filter((name) => sourceOf(name) === this.parts.service);
    // Later events find the queue of the consumer, because it was declared before the request.
    const newest = (await this.rows.newestId()) ?? FIRST_ID;
    const end = to === undefined ? newest : firstIdAt(new Date(Date.parse(to) + 1));
    return {
      routingKeys: own.map(routingKeyOf).join(' '),
      afterId: from === undefined ? FIRST_ID : firstIdAt(new Date(from)),
      untilId: end < newest ? end : newest,
    };
  }

  protected async publish(job: RepublishJob): Promise<Partial<RepublishJob> | undefined> {
    const keys = job.routingKeys.split(' ');
    const entries = await this.rows.page(keys, job.afterId.trim(), job.untilId.trim(), PAGE_SIZE);
    if (entries.length === 0) return undefined;
    await this.outbox.addAgain(job.consumer, entries);
    return { emitted: job.emitted + entries.length, afterId: entries.at(-1)!.id };
  }
}
