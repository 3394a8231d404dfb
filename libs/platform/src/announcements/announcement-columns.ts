import type { Announcement } from '#contracts';
import { InstantColumn } from '#persistence';
import { Column, PrimaryColumn } from 'typeorm';

/** The columns of a message to the students of a lecture, which lecture sends and notification delivers. */
export abstract class AnnouncementColumns {
  @PrimaryColumn({ type: 'char', length: 36 })
  id: string;

  @Column({ name: 'lecture_id', type: 'char', length: 36 })
  lectureId: string;

  @Column({ type: 'varchar', length: 200 })
  title: string;

  @Column({ type: 'text' })
  body: string;

  @Column({ name: 'sent_by', type: 'varchar', length: 128 })
  by: string;

  @InstantColumn({ name: 'sent_at' })
  at: Date;
}

export const announcementOf = ({ id, lectureId, title, body, by, at }: AnnouncementColumns): Announcement => ({
  ...{ id, lectureId, title, body, by },
  at: at.toISOString(),
});
