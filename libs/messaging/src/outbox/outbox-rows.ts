import { affected, type Database } from '#persistence';
import { In } from 'typeorm';
import { OutboxEntry } from './outbox-entry.js';

/** How long a claim lasts: longer than any publish, which is given up after a few seconds. */
const LEASE_MS = 30_000;

/** The outbox as the relay sees it: claimed by short leases, by status and never by «newer than the last one seen». */
export class OutboxRows {
  constructor(private readonly database: Database) {}

  /** Claims up to `limit` waiting messages for `owner`; committed before anything is published. */
  async claim(owner: string, limit: number, now: Date): Promise<OutboxEntry[]> {
    return this.database.transaction(async ({ manager }) => {
      const query = manager
        .createQueryBuilder(OutboxEntry, 'entry')
        .where('entry.status = :status AND entry.leaseUntil <= :now', { status: 'PENDING', now: now.getTime() })
        .orderBy('entry.id')
        .limit(limit);
      // Replicas pass by what another one is just claiming, instead of waiting for it.
      if (this.database.dialect === 'mysql') query.setLock('pessimistic_write').setOnLocked('skip_locked');
      const entries = await query.getMany();
      if (entries.length === 0) return [];
      const claim = { leaseOwner: owner, leaseUntil: now.getTime() + LEASE_MS };
      await manager.update(OutboxEntry, { id: In(entries.map(({ id }) => id)), status: 'PENDING' }, claim);
      return entries;
    });
  }

  /** Marks messages as sent; those whose claim another one has taken over meanwhile stay his. */
  async markSent(owner: string, ids: string[], now: Date): Promise<void> {
    if (ids.length === 0) return;
    const mine = { id: In(ids), leaseOwner: owner, status: 'PENDING' as const };
    await this.database.reader.update(OutboxEntry, mine, { status: 'SENT', sentAt: now, leaseOwner: null });
  }

  /** Gives a message back that could not be published, to be tried again at `dueAt`. */
  async giveBack(owner: string, entry: OutboxEntry, error: string, dueAt: Date): Promise<void> {
    await this.database.reader.update(
      OutboxEntry,
      { id: entry.id, leaseOwner: owner, status: 'PENDING' as const },
      {
        leaseOwner: null,
        leaseUntil: dueAt.getTime(),
        attempts: entry.attempts + 1,
        lastError: error.slice(0, 500),
      },
    );
  }

  /** How many wait, and since when the oldest does. */
  async waiting(): Promise<{ count: number; oldest: Date | undefined }> {
    const { reader } = this.database;
    const [count, [oldest]] = [
      await reader.countBy(OutboxEntry, { status: 'PENDING' }),
      await reader.find(OutboxEntry, { where: { status: 'PENDING' }, order: { id: 'ASC' }, take: 1 }),
    ];
    return { count, oldest: oldest?.createdAt };
  }

  /** Deletes up to `limit` messages sent before `before`; answers how many that were. */
  async deleteSent(before: Date, limit: number): Promise<number> {
    const { reader } = this.database;
    const old = await reader
      .createQueryBuilder(OutboxEntry, 'entry')
      .select('entry.id', 'id')
      .where('entry.status = :status AND entry.sentAt < :before', { status: 'SENT', before })
      .orderBy('entry.id')
      .limit(limit)
      .getRawMany<{ id: string }>();
    if (old.length === 0) return 0;
    return affected(await reader.delete(OutboxEntry, { id: In(old.map(({ id }) => id)) }));
  }
}
