import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual, MoreThan } from 'typeorm';
import { Database, exactlyOne, insertNew, TransactionBatcher } from '#persistence';
import { Jobs } from '#platform';
import { firstSessionAt, type LectureCopy } from '../domain/lecture-change.js';
import { LectureCopies } from '../ports/copies.js';
import { Notifications } from '../ports/notifications.js';
import { LectureCopyRow, RegistrationCopyRow } from './notification-store.js';
import { registrationOf } from './typeorm-registration-copies.js';

type Decide = Parameters<LectureCopies['change']>[1];

@Injectable()
export class TypeormLectureCopies extends LectureCopies {
  private readonly locked: TransactionBatcher<string, LectureCopy | undefined>;

  constructor(
    private readonly database: Database,
    private readonly notifications: Notifications,
    private readonly jobs: Jobs,
  ) {
    super();
    this.locked = new TransactionBatcher(database, async (ids, manager) => {
      // A shared lock: registrations for one lecture arrive concurrently.
      const lock = database.dialect === 'mysql' ? { lock: { mode: 'pessimistic_read' as const } } : {};
      const where = { id: In([...new Set(ids)]) };
      const rows = await manager.find(LectureCopyRow, { where, order: { id: 'ASC' }, ...lock });
      const lectures = new Map(rows.map((row) => [row.id, lectureOf(row)]));
      return ids.map((id) => lectures.get(id));
    });
  }

  async find(id: string): Promise<LectureCopy | undefined> {
    const row = await this.database.reader.findOneBy(LectureCopyRow, { id });
    return row === null ? undefined : lectureOf(row);
  }

  lock(id: string): Promise<LectureCopy | undefined> {
    return this.locked.add(id);
  }

  change(id: string, decide: Decide): Promise<'kept' | 'stale'> {
    return this.store(id, decide);
  }

  async announce(id: string, decide: Decide, at: Date): Promise<void> {
    await this.store(id, decide, at);
  }

  async dueAnnouncements(now: Date, limit: number): Promise<string[]> {
    const rows = await this.database.reader.find(LectureCopyRow, {
      select: { id: true },
      where: { announceAt: LessThanOrEqual(now) },
      order: { announceAt: 'ASC' },
      take: limit,
    });
    return rows.map(({ id }) => id);
  }

  advanceAnnouncement(
    lectureId: string,
    limit: number,
    notificationFor: Parameters<LectureCopies['advanceAnnouncement']>[2],
  ): Promise<'done' | 'more'> {
    return this.database.transaction(async ({ manager }) => {
      // Waits for registrations that have found this announcement waiting, so that the first page contains them.
      const lock = this.database.dialect === 'mysql' ? { lock: { mode: 'pessimistic_write' as const } } : {};
      const row = await manager.findOne(LectureCopyRow, { where: { id: lectureId }, ...lock });
      if (row === null || row.announceAt === null) return 'done';
      const page = await manager.find(RegistrationCopyRow, {
        where: { lectureId, id: MoreThan(row.announcedUpTo) },
        order: { id: 'ASC' },
        take: limit,
      });
      const lecture = lectureOf(row);
      const notifications = page.map((each) => notificationFor(lecture, registrationOf(each)));
      await this.notifications.add(notifications.filter((each) => each !== undefined));
      const done = page.length < limit || row.status !== 'OPEN';
      const { id, announcedSequence, announcedUpTo } = row;
      const next = { announcedUpTo: page.at(-1)?.id ?? announcedUpTo, announceAt: done ? null : row.announceAt };
      const moved = await manager.update(LectureCopyRow, { id, announcedSequence, announcedUpTo }, next);
      exactlyOne(moved, `announcement of lecture ${id}`);
      return done ? 'done' : 'more';
    });
  }

  private store(id: string, decide: Decide, announceAt?: Date): Promise<'kept' | 'stale'> {
    return this.database.transaction(async (tx) => {
      const { manager } = tx;
      const row = await manager.findOneBy(LectureCopyRow, { id });
      const decided = decide(row === null ? undefined : lectureOf(row));
      if (decided === undefined) return 'stale';
      const isAnnounced = announceAt !== undefined && decided.announcement === 'waiting';
      const announcement = { announceAt: isAnnounced ? announceAt : null, announcedUpTo: '' };
      const columns = { ...columnsOf(decided), ...(announceAt && announcement) };
      if (row === null) {
        await insertNew(manager, LectureCopyRow, { ...announcement, ...columns }, `lecture ${id}`);
      } else {
        const { sequence, announcedSequence } = row;
        const updated = await manager.update(LectureCopyRow, { id, sequence, announcedSequence }, columns);
        exactlyOne(updated, `lecture ${id}`);
      }
      if (isAnnounced) tx.afterCommit(() => this.jobs.wake('announce-lecture-changes'));
      return 'kept';
    });
  }
}

const columnsOf = ({ announcement: _announcement, changedAt, ...lecture }: LectureCopy) => ({
  ...lecture,
  firstSessionAt: new Date(firstSessionAt(lecture)),
  changedAt: new Date(changedAt),
});

export const lectureOf = (row: LectureCopyRow): LectureCopy => {
  const { announceAt, announcedUpTo, firstSessionAt, changedAt, sessions, ...lecture } = row;
  const first = firstSessionAt.toISOString();
  return {
    ...lecture,
    sessions: sessions ?? [{ startsAt: first, endsAt: first }],
    changedAt: changedAt.toISOString(),
    announcement: announceAt === null ? 'none' : announcedUpTo === '' ? 'waiting' : 'running',
  };
};
