import { resyncFinishedKeyOf, type ResyncFinished } from '#contracts';
import { affected, isDuplicateKey, VersionConflict, type Database } from '#persistence';
import { inContext, type Clock, type Ids, type JobResult, type Log, type RunningJob } from '#platform';
import type { FindOptionsOrder, FindOptionsWhere } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { PublishingJob } from '../entities.js';
import type { Outbox } from '../outbox/outbox.js';

export const PAGE_SIZE = 200;

export interface PublisherParts {
  service: string;
  database: Database;
  outbox: Outbox;
  clock: Clock;
  ids: Ids;
  log: Log;
}

interface PublishingRequest {
  requestId: string;
  consumer: string;
  requestedAt: string;
}

/** Publishes something again for one consumer: a durable job per request, one page per transaction, shared by the replicas. */
export abstract class PagedPublisher<Request extends PublishingRequest, Job extends PublishingJob> {
  protected readonly outbox: Outbox;
  private job: RunningJob | undefined;

  protected constructor(
    protected readonly parts: PublisherParts,
    private readonly table: new () => Job,
    private readonly completed: string,
  ) {
    this.outbox = parts.outbox;
  }

  protected abstract begin(request: Request): Promise<Omit<Job, keyof PublishingJob>>;

  /** Publishes one page inside the open transaction; undefined when nothing is left. */
  protected abstract publish(job: Job): Promise<Partial<Job> | undefined>;

  runBy(job: RunningJob): void {
    this.job = job;
  }

  /** Repeats the completion of a finished request, because the first one may have been lost or received by another replica. */
  async accept(request: Request): Promise<void> {
    const { service, database } = this.parts;
    if (request.consumer === service) return;
    const known = await database.reader.findOneBy(this.table, {
      requestId: request.requestId,
    } as FindOptionsWhere<Job>);
    if (known?.status === 'DONE') await database.transaction(() => this.announceCompletion(known));
    if (!known) await this.store(request);
    this.job?.wake();
  }

  async publishPage(): Promise<JobResult> {
    return this.parts.database.transaction(async ({ manager }) => {
      const [job] = await manager.find(this.table, {
        where: { status: 'RUNNING' } as FindOptionsWhere<Job>,
        order: { requestedAt: 'ASC', requestId: 'ASC' } as FindOptionsOrder<Job>,
        take: 1,
      });
      if (!job) return 'done';
      const { requestId, version } = job;
      const next = await inContext(
        { correlationId: requestId },
        async () => (await this.publish(job)) ?? this.finish(job),
      );
      const changes = { ...next, version: version + 1 } as QueryDeepPartialEntity<Job>;
      const updated = await manager.update(this.table, { requestId, version }, changes);
      // Another replica has published this page: rolling back removes this replica's outbox entries.
      if (affected(updated) === 0) throw new VersionConflict(this.table.name);
      return 'more';
    });
  }

  private async store(request: Request): Promise<void> {
    const { requestId, consumer, requestedAt } = request;
    const common: PublishingJob = {
      ...{ requestId, consumer, status: 'RUNNING', emitted: 0, version: 1 },
      ...{ requestedAt: new Date(requestedAt), finishedAt: null },
    };
    const row = { ...common, ...(await this.begin(request)) } as QueryDeepPartialEntity<Job>;
    try {
      await this.parts.database.reader.insert(this.table, row);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error; // Another replica has received the same request.
    }
  }

  private async finish(job: Job): Promise<Partial<PublishingJob>> {
    await this.announceCompletion(job);
    const { requestId: request, consumer, emitted } = job;
    this.parts.log.info(this.completed, { request, consumer, emitted });
    return { status: 'DONE', finishedAt: this.parts.clock.now() };
  }

  private async announceCompletion({ requestId, consumer, emitted }: Job): Promise<void> {
    const message: ResyncFinished = { requestId, consumer, source: this.parts.service, emitted };
    await this.outbox.addControlMessage(resyncFinishedKeyOf(consumer), this.parts.ids.next(), message);
  }
}
