import { InstantColumn } from '#persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('outbox')
export class OutboxEntry {
  @PrimaryColumn('char', { length: 36 })
  id: string;

  @Column('varchar', { name: 'routing_key', length: 120 })
  routingKey: string;

  @Column('mediumtext')
  body: string;

  @Column('varchar', { length: 10 })
  status: 'PENDING' | 'SENT';

  /** The claim that may mark the row; marks of an older claim change nothing. */
  @Column('char', { name: 'lease_owner', length: 36, nullable: true })
  leaseOwner: string | null;

  /** Milliseconds since 1970, by the store's clock. */
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

@Entity('inbox')
export class InboxEntry {
  @PrimaryColumn('varchar', { length: 41 })
  consumer: string;

  @PrimaryColumn('char', { name: 'event_id', length: 36 })
  eventId: string;

  @InstantColumn({ name: 'consumed_at' })
  consumedAt: Date;
}

/** A request to re-publish states or events for one consumer. */
export abstract class PublishingJob {
  @PrimaryColumn('char', { name: 'request_id', length: 36 })
  requestId: string;

  @Column('varchar', { length: 41 })
  consumer: string;

  @Column('varchar', { length: 10 })
  status: 'RUNNING' | 'DONE';

  @Column('int')
  emitted: number;

  @Column('int')
  version: number;

  @InstantColumn({ name: 'requested_at' })
  requestedAt: Date;

  @InstantColumn({ name: 'finished_at', nullable: true })
  finishedAt: Date | null;
}

/** Publishes the current states of aggregates. Those of kind `kindNumber` after `afterId`, and of later kinds, remain to be published. */
@Entity('resync_job')
export class ResyncJob extends PublishingJob {
  @Column('int', { name: 'kind_number' })
  kindNumber: number;

  @Column('varchar', { name: 'after_id', length: 128 })
  afterId: string;
}

/** Publishes events of the outbox. The rows after `afterId` and up to `untilId` remain to be published. */
@Entity('republish_job')
export class RepublishJob extends PublishingJob {
  @Column('mediumtext', { name: 'routing_keys' })
  routingKeys: string;

  @Column('char', { name: 'after_id', length: 36 })
  afterId: string;

  @Column('char', { name: 'until_id', length: 36 })
  untilId: string;
}

/** For the `entities` of every service with the guard `inbox`. */
export const messagingEntities = [OutboxEntry, InboxEntry, ResyncJob, RepublishJob];
