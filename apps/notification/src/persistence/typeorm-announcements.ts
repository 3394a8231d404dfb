import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan, MoreThan, MoreThanOrEqual } from 'typeorm';
import type { Announcement } from '#contracts';
import { affected, Database, exactlyOne, insertNew } from '#persistence';
import { announcementOf, Clock, Jobs } from '#platform';
import { Announcements } from '../ports/announcements.js';
import { Notifications } from '../ports/notifications.js';
import { AnnouncementRow, LectureCopyRow, RegistrationCopyRow } from './notification-store.js';
import { registrationOf } from './typeorm-registration-copies.js';

@Injectable()
export class TypeormAnnouncements extends Announcements {
  constructor(
    private readonly database: Database,
    private readonly notifications: Notifications,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {
    super();
  }

  add({ id, at, ...announcement }: Announcement): Promise<void> {
    return this.database.transaction(async (tx) => {
      const { manager } = tx;
      if (await manager.existsBy(AnnouncementRow, { id })) return;
      const row = { id, ...announcement, at: new Date(at), deliveredUpTo: '', deliveredAt: null };
      await insertNew(manager, AnnouncementRow, row, `announcement ${id}`);
      tx.afterCommit(() => this.jobs.wake('deliver-announcements'));
    });
  }

  async undelivered(limit: number): Promise<string[]> {
    // An announcement without a copy of its lecture waits, but must not block later ones.
    const rows = await this.database.reader
      .createQueryBuilder(AnnouncementRow, 'a')
      .select('a.id', 'id')
      .innerJoin(LectureCopyRow, 'l', 'l.id = a.lectureId')
      .where('a.deliveredAt IS NULL')
      .orderBy('a.id')
      .limit(limit)
      .getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }

  deliver(
    id: string,
    limit: number,
    notificationFor: Parameters<Announcements['deliver']>[2],
  ): Promise<'done' | 'more'> {
    return this.database.transaction(async ({ manager }) => {
      const row = await manager.findOneBy(AnnouncementRow, { id, deliveredAt: IsNull() });
      if (row === null) return 'done';
      const { lectureId, deliveredUpTo } = row;
      // Waits for concurrent confirmations that did not read this announcement, so that the page contains their registrations.
      const lock = this.database.dialect === 'mysql' ? { lock: { mode: 'pessimistic_write' as const } } : {};
      const lecture = await manager.findOne(LectureCopyRow, { where: { id: lectureId }, ...lock });
      if (lecture === null) return 'done';
      const page = await manager.find(RegistrationCopyRow, {
        where: { lectureId, status: 'CONFIRMED', id: MoreThan(deliveredUpTo) },
        order: { id: 'ASC' },
        take: limit,
      });
      await this.notifications.add(page.map((each) => notificationFor(announcementOf(row), registrationOf(each))));
      const done = page.length < limit;
      const next = {
        deliveredUpTo: page.at(-1)?.id ?? deliveredUpTo,
        ...(done && { deliveredAt: this.clock.now() }),
      };
      exactlyOne(
        await manager.update(AnnouncementRow, { id, deliveredUpTo, deliveredAt: IsNull() }, next),
        `announcement ${id}`,
      );
      return done ? 'done' : 'more';
    });
  }

  async ofLectureSince(lectureId: string, since: Date): Promise<Announcement[]> {
    const rows = await this.database.reader.findBy(AnnouncementRow, { lectureId, at: MoreThanOrEqual(since) });
    return rows.map(announcementOf);
  }

  async deleteDelivered(before: Date, limit: number): Promise<number> {
    const rows = await this.database.reader.find(AnnouncementRow, {
      select: { id: true },
      where: { deliveredAt: LessThan(before) },
      take: limit,
    });
    if (rows.length === 0) return 0;
    const ids = rows.map(({ id }) => id);
    return this.database.transaction(async ({ manager }) =>
      affected(await manager.delete(AnnouncementRow, { id: In(ids) })),
    );
  }
}
