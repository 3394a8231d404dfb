import { InstantColumn } from '#persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A message that waits to be published, or has been. */
@Entity('outbox')
export class OutboxEntry {
  /** Id of the event and of the message, UUIDv7. */
  @PrimaryColumn('char', { length: 36 })
  id: string;

  @Column('varchar', { name: 'routing_key', length: 120 })
  routingKey: string;

  @Column('mediumtext')
  body: string;

  @Column('varchar', { length: 10 })
  status: 'PENDING' | 'SENT';

  /** The claim that may mark it; another one's marks come too late. */
  @Column('char', { name: 'lease_owner', length: 36, nullable: true })
  leaseOwner: string | null;

  /** Nobody claims it before this instant, in milliseconds; clocks that differ cost duplicates, nothing else. */
  @Column('bigint', { name: 'lease_until' })
  leaseUntil: number;

  @Column('int')
  attempts: number;

  @Column('varchar', { name: 'last_error', length: 500, nullable: true })
  lastError: string | null;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'sent_at', nullable: true })
  sentAt: Date | null;
}
