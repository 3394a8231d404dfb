import { InstantColumn } from '#persistence';
import { Entity, PrimaryColumn } from 'typeorm';

/** An event whose effect is in this store. */
@Entity('inbox')
export class InboxEntry {
  @PrimaryColumn('varchar', { length: 41 })
  consumer: string;

  @PrimaryColumn('char', { name: 'event_id', length: 36 })
  eventId: string;

  @InstantColumn({ name: 'consumed_at' })
  consumedAt: Date;
}
