import {
  isEventName,
  resyncFinishedKeyOf,
  routingKeyOf,
  sourceOf,
  type RepublishRequested,
  type ResyncFinished,
} from '#contracts';
import { affected, isDuplicateKey, VersionConflict, type Database } from '#persistence';
import { inContext, type Clock, type Ids, type JobResult, type Log, type RunningJob } from '#platform';
import { RepublishJob } from '../entities.js';
import { firstIdAt, type OutboxRows } from '../outbox/outbox-rows.js';
import type { Outbox } from '../outbox/outbox.js';

const PAGE_SIZE = 200;
const FIRST_ID = '';

/** Publishes events of the outbox again for one consumer: a durable job, one page per transaction. The outbox's retention bounds it. */
export class Republisher {
  private job: RunningJob | undefined;

  constructor(
    private readonly service: string,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly rows: OutboxRows,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly log: Log,
  ) {}

  runBy(job: RunningJob): void {
    this.job = job;
  }

  /** Repeats the completion of a finished request, because the first one may have been lost. */
  async accept(request: RepublishRequested): Promise<void> {
    if (request.consumer === this.service) return;
    const known = await this.database.reader.findOneBy(RepublishJob, { requestId: request.requestId });
    if (known?.status === 'DONE') await this.database.transaction(() => this.announceCompletion(known));
    if (!known) await this.store(request);
    this.job?.wake();
  }

  private async store({ requestId, consumer, requestedAt, events, from, to }: RepublishRequested): Promise<void> {
    const own = events.filter(isEventName).filter((name) => sourceOf(name) === this.service);
    // Later events find the queue of the consumer, because it was declared before the request.
    const newest = (await this.rows.newestId()) ?? FIRST_ID;
    const end = to === undefined ? newest : firstIdAt(new Date(Date.parse(to) + 1));
    try {
      await this.database.reader.insert(RepublishJob, {
        requestId,
        consumer,
        status: 'RUNNING',
        routingKeys: own.map(routingKeyOf).join(' '),
        afterId: from === undefined ? FIRST_ID : firstIdAt(new Date(from)),
        untilId: end < newest ? end : newest,
        emitted: 0,
        version: 1,
        requestedAt: new Date(requestedAt),
        finishedAt: null,
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error; // Another replica has received the same request.
    }
  }

  async publishPage(): Promise<JobResult> {
    return this.database.transaction(async ({ manager }) => {
      const [job] = await manager.find(RepublishJob, {
        where: { status: 'RUNNING' },
        order: { requestedAt: 'ASC', requestId: 'ASC' },
        take: 1,
      });
      if (!job) return 'done';
      const next = await inContext({ correlationId: job.requestId }, () => this.advance(job));
      const updated = await manager.update(
        RepublishJob,
        { requestId: job.requestId, version: job.version },
        { ...next, version: job.version + 1 },
      );
      // Another replica has published this page: rolling back removes this replica's outbox entries.
      if (affected(updated) === 0) throw new VersionConflict('republish job');
      return 'more';
    });
  }

  private async advance(job: RepublishJob): Promise<Partial<RepublishJob>> {
    const keys = job.routingKeys.split(' ');
    const entries = await this.rows.page(keys, job.afterId.trim(), job.untilId.trim(), PAGE_SIZE);
    if (entries.length === 0) return this.finish(job);
    await this.outbox.addAgain(job.consumer, entries);
    return { emitted: job.emitted + entries.length, afterId: entries.at(-1)!.id };
  }

  private async finish(job: RepublishJob): Promise<Partial<RepublishJob>> {
    await this.announceCompletion(job);
    const { requestId: request, consumer, emitted } = job;
    this.log.info('events of the outbox were published again for one consumer', { request, consumer, emitted });
    return { status: 'DONE', finishedAt: this.clock.now() };
  }

  private async announceCompletion({ requestId, consumer, emitted }: RepublishJob): Promise<void> {
    const message: ResyncFinished = { requestId, consumer, source: this.service, emitted };
    await this.outbox.addControlMessage(resyncFinishedKeyOf(consumer), this.ids.next(), message);
  }
}
