import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan } from 'typeorm';
import { Database, exactlyOne } from '#persistence';
import { Announcements } from '../use-cases/announcements.js';
import { Notifications } from '../use-cases/notifications.js';
import { LectureCopyRow, RegistrationCopyRow } from './copies.row.js';
import { lectureOf } from './typeorm.known-lectures.js';
import { registrationOf } from './typeorm.known-registrations.js';

@Injectable()
export class TypeormAnnouncements extends Announcements {
  constructor(
    private readonly database: Database,
    private readonly notifications: Notifications,
  ) {
    super();
  }

  async due(now: Date, limit: number): Promise<string[]> {
    const rows = await this.database.reader.find(LectureCopyRow, {
      select: { id: true },
      where: { announceAt: LessThanOrEqual(now) },
      order: { announceAt: 'ASC' },
      take: limit,
    });
    return rows.map(({ id }) => id);
  }

  advance(lectureId: string, limit: number, tell: Parameters<Announcements['advance']>[2]): Promise<'done' | 'more'> {
    return this.database.transaction(async ({ manager }) => {
      const row = await manager.findOneBy(LectureCopyRow, { id: lectureId });
      if (row === null || row.announceAt === null) return 'done';
      const page = await manager.find(RegistrationCopyRow, {
        where: { lectureId, id: MoreThan(row.announcedUpTo) },
        order: { id: 'ASC' },
        take: limit,
      });
      const lecture = lectureOf(row);
      const news = page.map((each) => tell(lecture, registrationOf(each))).filter((told) => told !== undefined);
      await this.notifications.add(news);
      const done = page.length < limit || row.status !== 'OPEN';
      const { id, announced, announcedUpTo } = row;
      const next = { announcedUpTo: page.at(-1)?.id ?? announcedUpTo, announceAt: done ? null : row.announceAt };
      const moved = await manager.update(LectureCopyRow, { id, announced, announcedUpTo }, next);
      exactlyOne(moved, `announcement of lecture ${id}`);
      return done ? 'done' : 'more';
    });
  }
}
