import { affected, type Database } from '#persistence';
import type { BrokerSettings, Clock, JobResult, JobRunner, Log, MessageSettings, Metrics } from '#platform';
import { In, LessThan } from 'typeorm';
import type { Broker } from './broker/broker.js';
import { RepublishJob, ResyncJob } from './entities.js';
import type { Inbox } from './inbox/inbox.js';
import type { OutboxRows } from './outbox/outbox-rows.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ROWS_CHECK_MS = 60_000;
const PARKED_CHECK_MS = 600_000;
const BATCH = 500;
const CONNECT_MS = 1_000;

export type ParkedRetention = Pick<BrokerSettings, 'SUGANG_PARKED_RETENTION_DAYS'>;

/** Deletes what is older than its retention: one batch per run, until nothing is left. */
export class ExpiredMessages {
  constructor(
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly jobs: JobRunner,
  ) {}

  sweepRows(database: Database, rows: OutboxRows, inbox: Inbox, settings: MessageSettings): void {
    const { SUGANG_OUTBOX_RETENTION_HOURS, SUGANG_INBOX_RETENTION_DAYS, SUGANG_RESYNC_RETENTION_DAYS } = settings;
    this.jobs.every(ROWS_CHECK_MS, 'delete-expired-messages', async () => {
      const outdated = this.before(SUGANG_RESYNC_RETENTION_DAYS * DAY_MS);
      const deleted = {
        inbox: await inbox.deleteConsumed(this.before(SUGANG_INBOX_RETENTION_DAYS * DAY_MS), BATCH),
        outbox: await rows.deleteSent(this.before(SUGANG_OUTBOX_RETENTION_HOURS * HOUR_MS), BATCH),
        resync_job: await deleteFinished(database, ResyncJob, outdated),
        republish_job: await deleteFinished(database, RepublishJob, outdated),
      };
      for (const [table, count] of Object.entries(deleted)) this.metrics.countExpired(table, count);
      return moreAfter(Object.values(deleted));
    });
  }

  sweepParked(consumer: string, broker: Broker, settings: ParkedRetention, log: Log): void {
    this.jobs.every(PARKED_CHECK_MS, 'delete-expired-parked-messages', async () => {
      try {
        await broker.connected(CONNECT_MS);
      } catch (error) {
        log.debug('expired parked messages are deleted when the broker is reachable', { error });
        return 'done';
      }
      const before = this.before(settings.SUGANG_PARKED_RETENTION_DAYS * DAY_MS);
      const deleted = await broker.parked.deleteParkedBefore(consumer, before, BATCH);
      this.metrics.countExpired('parked', deleted);
      if (deleted > 0) log.warn('deleted parked messages at the end of their retention', { consumer, deleted });
      return moreAfter([deleted]);
    });
  }

  private before(ms: number): Date {
    return new Date(this.clock.now().getTime() - ms);
  }
}

const moreAfter = (deleted: number[]): JobResult => (deleted.includes(BATCH) ? 'more' : 'done');

async function deleteFinished(
  { reader }: Database,
  table: typeof ResyncJob | typeof RepublishJob,
  before: Date,
): Promise<number> {
  const finished = await reader.find(table, {
    select: { requestId: true },
    where: { status: 'DONE', finishedAt: LessThan(before) },
    take: BATCH,
  });
  if (finished.length === 0) return 0;
  return affected(await reader.delete(table, { requestId: In(finished.map(({ requestId }) => requestId)) }));
}
