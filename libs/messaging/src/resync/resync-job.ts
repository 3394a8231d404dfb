import { InstantColumn } from '#persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far this service has got with telling one consumer its current states again. */
@Entity('resync_job')
export class ResyncJob {
  @PrimaryColumn('char', { name: 'request_id', length: 36 })
  requestId: string;

  @Column('varchar', { length: 41 })
  consumer: string;

  @Column('varchar', { length: 10 })
  status: 'RUNNING' | 'DONE';

  /** Number of the kind of aggregate that is being told. */
  @Column('int', { name: 'kind_number' })
  kindNumber: number;

  /** Last id told of that kind. */
  @Column('varchar', { name: 'after_id', length: 128 })
  afterId: string;

  @Column('int')
  emitted: number;

  @Column('int')
  version: number;

  @InstantColumn({ name: 'requested_at' })
  requestedAt: Date;

  @InstantColumn({ name: 'finished_at', nullable: true })
  finishedAt: Date | null;
}
