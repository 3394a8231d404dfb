import { InstantColumn } from '#persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One idempotent request: in progress under a lease, or done with its answer. */
@Entity('idempotency_record')
export class IdempotencyRecord {
  /** SHA-256 of account, method, path and key. */
  @PrimaryColumn({ type: 'char', length: 64 })
  id: string;

  /** SHA-256 of the body. */
  @Column({ name: 'body_hash', type: 'char', length: 64 })
  bodyHash: string;

  @Column({ type: 'varchar', length: 16 })
  state: 'IN_PROGRESS' | 'DONE';

  /** Whoever holds this may write: a new holder has a new one. */
  @Column({ type: 'char', length: 36 })
  fence: string;

  @InstantColumn({ name: 'lease_until' })
  leaseUntil: Date;

  @Column({ name: 'resource_id', type: 'varchar', length: 128, nullable: true })
  resourceId: string | null;

  @Column({ type: 'int', nullable: true })
  status: number | null;

  /** JSON of the headers that belong to the answer. */
  @Column({ type: 'text', nullable: true })
  headers: string | null;

  @Column({ type: 'mediumtext', nullable: true })
  body: string | null;

  @InstantColumn({ name: 'expires_at' })
  expiresAt: Date;
}
