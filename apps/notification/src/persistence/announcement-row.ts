import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '#persistence';

@Entity('announcement')
export class AnnouncementRow {
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

  /** The last registration whose student was notified; the next page begins after it. */
  @Column({ name: 'delivered_up_to', type: 'varchar', length: 36 })
  deliveredUpTo: string;

  @InstantColumn({ name: 'delivered_at', nullable: true })
  deliveredAt: Date | null;
}
