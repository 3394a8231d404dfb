import { resyncFinishedKeyOf, type ResyncFinished, type ResyncRequested } from '#contracts';
import { affected, isDuplicateKey, VersionConflict, type Database } from '#persistence';
import { inContext, type Clock, type Ids, type Log, type RecurringRun } from '#platform';
import type { Outbox } from '../outbox/outbox.js';
import type { ResyncSource } from './resync-source.js';
import { ResyncJob } from './resync-job.js';

const PAGE = 200;

/** Tells a consumer the current states of a service's aggregates again: a durable job, a page a transaction. */
export class ResyncOwner {
  private worker: RecurringRun | undefined;

  constructor(
    private readonly service: string,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly aggregates: ResyncSource[],
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly log: Log,
  ) {}

  /** Woken by `worker.wake()` whenever a request has come in. */
  workedBy(worker: RecurringRun): void {
    this.worker = worker;
  }

  /**
   * Remembers the request; one seen twice is one job, and one that has been told already is answered by its notice again,
   * which its first reader may have been another replica. A service needs not tell itself.
   */
  async accept(request: ResyncRequested): Promise<void> {
    if (request.consumer === this.service) return;
    const known = await this.database.reader.findOneBy(ResyncJob, { requestId: request.requestId });
    if (known?.status === 'DONE') await this.database.transaction(() => this.giveNotice(known));
    if (!known) await this.remember(request);
    this.worker?.wake();
  }

  private async remember({ requestId, consumer, requestedAt }: ResyncRequested): Promise<void> {
    try {
      await this.database.reader.insert(ResyncJob, {
        requestId,
        consumer,
        status: 'RUNNING',
        kindNumber: 0,
        afterId: '',
        emitted: 0,
        version: 1,
        requestedAt: new Date(requestedAt),
        finishedAt: null,
      });
    } catch (error) {
      // Another replica has been asked as well.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Tells one page of the oldest job; `again` while there is more to tell. */
  async round(): Promise<void | 'again'> {
    return this.database.transaction(async ({ manager }) => {
      const [job] = await manager.find(ResyncJob, {
        where: { status: 'RUNNING' },
        order: { requestedAt: 'ASC', requestId: 'ASC' },
        take: 1,
      });
      if (!job) return;
      const next = await inContext({ correlationId: job.requestId }, () => this.tell(job));
      const kept = await manager.update(
        ResyncJob,
        { requestId: job.requestId, version: job.version },
        { ...next, version: job.version + 1 },
      );
      // Another replica has told this page meanwhile: what this one has put into the outbox goes with the transaction.
      if (affected(kept) === 0) throw new VersionConflict('resync job');
      return 'again' as const;
    });
  }

  private async tell(job: ResyncJob): Promise<Partial<ResyncJob>> {
    const aggregate = this.aggregates[job.kindNumber];
    if (!aggregate) return this.finish(job);
    const { events, last } = await aggregate.page(job.afterId, PAGE);
    await this.outbox.addAgain(job.consumer, job.requestId, events);
    const emitted = job.emitted + events.length;
    return last === undefined ? { emitted, kindNumber: job.kindNumber + 1, afterId: '' } : { emitted, afterId: last };
  }

  private async finish(job: ResyncJob): Promise<Partial<ResyncJob>> {
    await this.giveNotice(job);
    this.log.info('a resync has been told', { request: job.requestId, consumer: job.consumer, emitted: job.emitted });
    return { status: 'DONE', finishedAt: this.clock.now() };
  }

  private async giveNotice({ requestId, consumer, emitted }: ResyncJob): Promise<void> {
    const notice: ResyncFinished = { requestId, consumer, source: this.service, emitted };
    await this.outbox.addNotice(resyncFinishedKeyOf(consumer), this.ids.next(), notice);
  }
}
