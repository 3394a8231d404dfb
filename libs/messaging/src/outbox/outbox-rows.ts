import { affected, leaseEnded, storeMillis, type Database } from '#persistence';
import { In, LessThan, Like, Not } from 'typeorm';
import { EventAttributes, type RecentEvent } from '#contracts';
import { OutboxEntry } from '../entities.js';

/** Duration of a claim: longer than the publish timeout. */
export const LEASE_MS = 10_000;
export const LONGEST_PAUSE_MS = 10_000;

/** Claims rows by status and lease: selecting by "id greater than the last one seen" would miss transactions that commit late. */
export class OutboxRows {
  constructor(
    private readonly database: Database,
    readonly leaseMs = LEASE_MS,
  ) {}

  async claim(owner: string, limit: number): Promise<OutboxEntry[]> {
    const { dialect } = this.database;
    return this.database.transaction(async ({ manager }) => {
      const query = manager
        .createQueryBuilder(OutboxEntry, 'entry')
        .where({ status: 'PENDING' })
        .andWhere(leaseEnded(dialect, 'entry.leaseUntil', Math.max(this.leaseMs, LONGEST_PAUSE_MS)))
        .orderBy('entry.id')
        .limit(limit);
      // A replica skips rows that another one is claiming, instead of waiting for them.
      if (dialect === 'mysql') query.setLock('pessimistic_write').setOnLocked('skip_locked');
      const entries = await query.getMany();
      if (entries.length === 0) return [];
      const leaseUntil = () => storeMillis(dialect, this.leaseMs);
      await manager.update(OutboxEntry, { id: In(idsOf(entries)) }, { leaseOwner: owner, leaseUntil });
      return entries;
    });
  }

  /** Called on startup. A SQLite file has one process, so its claims are stale; on a server a replica may hold them. */
  async releaseStaleClaims(): Promise<void> {
    const { dialect, reader } = this.database;
    if (dialect !== 'sqlite') return;
    await reader.update(OutboxEntry, { status: 'PENDING' as const }, { leaseOwner: null, leaseUntil: 0 });
  }

  async markSent(owner: string, entries: OutboxEntry[], sentAt: Date): Promise<void> {
    if (entries.length === 0) return;
    const mine = { id: In(idsOf(entries)), leaseOwner: owner, status: 'PENDING' as const };
    await this.database.reader.update(OutboxEntry, mine, { status: 'SENT', sentAt, leaseOwner: null });
  }

  /** Releases messages that could not be published, to be claimed again after `pauseMs`. */
  async release(owner: string, entries: OutboxEntry[], reason: string, pauseMs: number): Promise<void> {
    if (entries.length === 0) return;
    await this.database.reader.update(
      OutboxEntry,
      { id: In(idsOf(entries)), leaseOwner: owner, status: 'PENDING' as const },
      {
        leaseOwner: null,
        leaseUntil: () => storeMillis(this.database.dialect, Math.round(pauseMs)),
        attempts: () => 'attempts + 1',
        lastError: reason.slice(0, 500),
      },
    );
  }

  /** Rows in the order of their ids, published or not: one that is being published may miss a queue that is declared meanwhile. */
  async page(routingKeys: string[], afterId: string, untilId: string, limit: number): Promise<OutboxEntry[]> {
    return this.database.manager
      .createQueryBuilder(OutboxEntry, 'entry')
      .where('entry.id > :afterId AND entry.id <= :untilId', { afterId, untilId })
      .andWhere('entry.routingKey IN (:...routingKeys)', { routingKeys })
      .orderBy('entry.id')
      .limit(limit)
      .getMany();
  }

  /** Newest first. */
  async recent(limit: number, before?: string): Promise<RecentEvent[]> {
    const entries = await this.database.reader.find(OutboxEntry, {
      where: { routingKey: Not(Like('resync-finished.%')), ...(before !== undefined && { id: LessThan(before) }) },
      order: { id: 'DESC' },
      take: limit,
    });
    return entries.flatMap(recentEventOf);
  }

  async newestId(): Promise<string | undefined> {
    const [newest] = await this.database.reader.find(OutboxEntry, {
      select: { id: true },
      order: { id: 'DESC' },
      take: 1,
    });
    return newest?.id;
  }

  async pending(): Promise<{ count: number; oldest: Date | undefined }> {
    const { reader } = this.database;
    const where = { status: 'PENDING' as const };
    const count = await reader.countBy(OutboxEntry, where);
    const [oldest] = await reader.find(OutboxEntry, {
      select: { createdAt: true },
      where,
      order: { id: 'ASC' },
      take: 1,
    });
    return { count, oldest: oldest?.createdAt };
  }

  async deleteSent(before: Date, limit: number): Promise<number> {
    const { reader } = this.database;
    const old = await reader
      .createQueryBuilder(OutboxEntry, 'entry')
      .select('entry.id', 'id')
      // A message sent before was created before, and ids start with their creation time: this bounds the index scan.
      .where('entry.status = :status AND entry.id < :newest AND entry.sentAt < :before', {
        status: 'SENT',
        newest: firstIdAt(before),
        before,
      })
      .orderBy('entry.id')
      .limit(limit)
      .getRawMany<{ id: string }>();
    if (old.length === 0) return 0;
    return affected(await reader.delete(OutboxEntry, { id: In(idsOf(old)) }));
  }
}

const Summary = EventAttributes.pick({ source: true, subject: true, sequence: true, time: true, correlationid: true });

/** Without its data, which may be personal. */
function recentEventOf({ id, routingKey, body, sentAt }: OutboxEntry): RecentEvent[] {
  const { data: event } = Summary.safeParse(JSON.parse(body));
  if (!event) return [];
  const { source, subject, sequence, time, correlationid: correlationId } = event;
  const service = source.replace('/sugang/', '');
  return [
    {
      id,
      service,
      name: routingKey,
      subject,
      sequence,
      time,
      correlationId,
      publishedAt: sentAt && sentAt.toISOString(),
    },
  ];
}

const idsOf = (entries: { id: string }[]): string[] => entries.map(({ id }) => id);

/** The smallest id of that instant. */
export const firstIdAt = (instant: Date): string =>
  instant
    .getTime()
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})(.{4})$/, '$1-$2-7000-8000-000000000000');
