import { Injectable } from '@nestjs/common';
import { Column, Entity } from 'typeorm';
import { Rejection, type Announcement, type LectureState } from '#contracts';
import { Outbox } from '#messaging';
import { Database, exactlyOne } from '#persistence';
import { AnnouncementColumns, announcementOf, type IdempotencyTicket } from '#platform';
import { Announcements } from '../ports/announcements.js';
import { LectureRow, lectureStateOf } from './lecture-row.js';

@Entity('announcement')
export class AnnouncementRow extends AnnouncementColumns {
  /** Always 1, the sequence of its only event. */
  @Column({ type: 'int' })
  version: number;
}

@Injectable()
export class TypeormAnnouncements extends Announcements {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  add(
    lectureId: string,
    decide: (lecture: LectureState) => Announcement,
    ticket?: IdempotencyTicket,
  ): Promise<Announcement> {
    return this.database.transaction(async ({ manager }) => {
      const row = await manager.findOneBy(LectureRow, { id: lectureId });
      if (row === null) throw new Rejection('NOT_FOUND', { variant: 'lecture' });
      const announcement = decide(lectureStateOf(row));
      await ticket?.attachResource(announcement.id);
      const { version } = row;
      const locked = await manager.update(LectureRow, { id: lectureId, version }, { version });
      exactlyOne(locked, `lecture ${lectureId}`);
      await manager.insert(AnnouncementRow, { ...announcement, at: new Date(announcement.at), version: 1 });
      await this.outbox.add({ name: 'lecture.announced', subject: announcement.id, sequence: 1, data: announcement });
      return announcement;
    });
  }

  async find(id: string): Promise<Announcement | undefined> {
    const row = await this.database.reader.findOneBy(AnnouncementRow, { id });
    return row === null ? undefined : announcementOf(row);
  }
}
