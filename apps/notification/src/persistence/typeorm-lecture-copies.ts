import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan } from 'typeorm';
import { Database, exactlyOne, insertNew } from '#persistence';
import { Jobs } from '#platform';
import type { LectureCopy } from '../domain/lecture-change.js';
import { LectureCopies } from '../ports/copies.js';
import { Notifications } from '../ports/notifications.js';
import { LectureCopyRow, RegistrationCopyRow } from './notification-store.js';
import { registrationOf } from './typeorm-registration-copies.js';

type Decide = Parameters<LectureCopies['change']>[1];
type Announcement = Pick<LectureCopyRow, 'announceAt' | 'announcedUpTo'>;

@Injectable()
export class TypeormLectureCopies extends LectureCopies {
  constructor(
    private readonly database: Database,
    private readonly notifications: Notifications,
    private readonly jobs: Jobs,
  ) {
    super();
  }

  async lock(id: string): Promise<LectureCopy | undefined> {
    const { dialect, manager } = this.database;
    // A shared lock: registrations for one lecture arrive concurrently.
    const lock = dialect === 'mysql' ? { lock: { mode: 'pessimistic_read' as const } } : {};
    const row = await manager.findOne(LectureCopyRow, { where: { id }, ...lock });
    return row === null ? undefined : lectureOf(row);
  }

  change(id: string, decide: Decide): Promise<'kept' | 'stale'> {
    return this.store(id, decide);
  }

  async announce(id: string, decide: Decide, at: Date): Promise<void> {
    await this.store(id, decide, { announceAt: at, announcedUpTo: '' });
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
      const row = await manager.findOneBy(LectureCopyRow, { id: lectureId });
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

  private store(id: string, decide: Decide, announcement?: Announcement): Promise<'kept' | 'stale'> {
    return this.database.transaction(async (tx) => {
      const { manager } = tx;
      const row = await manager.findOneBy(LectureCopyRow, { id });
      const decided = decide(row === null ? undefined : lectureOf(row));
      if (decided === undefined) return 'stale';
      const columns = { ...columnsOf(decided), ...announcement };
      if (row === null) {
        await insertNew(manager, LectureCopyRow, { announceAt: null, announcedUpTo: '', ...columns }, `lecture ${id}`);
      } else {
        const { sequence, announcedSequence } = row;
        const updated = await manager.update(LectureCopyRow, { id, sequence, announcedSequence }, columns);
        exactlyOne(updated, `lecture ${id}`);
      }
      if (announcement) tx.afterCommit(() => this.jobs.wake('announce-lecture-changes'));
      return 'kept';
    });
  }
}

const columnsOf = ({ firstSessionAt, changedAt, ...lecture }: LectureCopy) => ({
  ...lecture,
  firstSessionAt: new Date(firstSessionAt),
  changedAt: new Date(changedAt),
});

export const lectureOf = (row: LectureCopyRow): LectureCopy => {
  const { announceAt: _announceAt, announcedUpTo: _upTo, firstSessionAt, changedAt, ...lecture } = row;
  return { ...lecture, firstSessionAt: firstSessionAt.toISOString(), changedAt: changedAt.toISOString() };
};
