import { resyncFinishedKeyOf, type NewEvent, type ResyncFinished, type ResyncRequested } from '#contracts';
import { affected, isDuplicateKey, VersionConflict, type Database } from '#persistence';
import { inContext, type Clock, type Ids, type JobResult, type Log, type RunningJob } from '#platform';
import { ResyncJob } from '../entities.js';
import type { Outbox } from '../outbox/outbox.js';

const PAGE_SIZE = 200;

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

/** Re-publishes the current states of a service's aggregates to one consumer: a durable job, one page per transaction. */
export class ResyncPublisher {
  private job: RunningJob | undefined;

  constructor(
    private readonly service: string,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly sources: ResyncSource[],
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly log: Log,
  ) {}

  runBy(job: RunningJob): void {
    this.job = job;
  }

  /** Repeats the completion of a finished request, because another replica of the consumer may have received the first one. */
  async accept(request: ResyncRequested): Promise<void> {
    if (request.consumer === this.service) return;
    const known = await this.database.reader.findOneBy(ResyncJob, { requestId: request.requestId });
    if (known?.status === 'DONE') await this.database.transaction(() => this.announceCompletion(known));
    if (!known) await this.store(request);
    this.job?.wake();
  }

  private async store({ requestId, consumer, requestedAt }: ResyncRequested): Promise<void> {
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
      if (!isDuplicateKey(error)) throw error; // Another replica has received the same request.
    }
  }

  async publishPage(): Promise<JobResult> {
    return this.database.transaction(async ({ manager }) => {
      const [job] = await manager.find(ResyncJob, {
        where: { status: 'RUNNING' },
        order: { requestedAt: 'ASC', requestId: 'ASC' },
        take: 1,
      });
      if (!job) return 'done';
      const next = await inContext({ correlationId: job.requestId }, () => this.advance(job));
      const updated = await manager.update(
        ResyncJob,
        { requestId: job.requestId, version: job.version },
        { ...next, version: job.version + 1 },
      );
      // Another replica has published this page: rolling back removes this replica's outbox entries.
      if (affected(updated) === 0) throw new VersionConflict('resync job');
      return 'more';
    });
  }

  private async advance(job: ResyncJob): Promise<Partial<ResyncJob>> {
    const source = this.sources[job.kindNumber];
    if (!source) return this.finish(job);
    const { events, last } = await source.page(job.afterId, PAGE_SIZE);
    await this.outbox.addForResync(job.consumer, job.requestId, events);
    const emitted = job.emitted + events.length;
    return last === undefined ? { emitted, kindNumber: job.kindNumber + 1, afterId: '' } : { emitted, afterId: last };
  }

  private async finish(job: ResyncJob): Promise<Partial<ResyncJob>> {
    await this.announceCompletion(job);
    this.log.info('a resync is complete', { request: job.requestId, consumer: job.consumer, emitted: job.emitted });
    return { status: 'DONE', finishedAt: this.clock.now() };
  }

  private async announceCompletion({ requestId, consumer, emitted }: ResyncJob): Promise<void> {
    const message: ResyncFinished = { requestId, consumer, source: this.service, emitted };
    await this.outbox.addControlMessage(resyncFinishedKeyOf(consumer), this.ids.next(), message);
  }
}
