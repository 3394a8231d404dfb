import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '#persistence';

@Entity('failed_logins')
export class FailedLoginRow {
  /** Digest of e-mail and address: what strangers type in is not kept. */
  @PrimaryColumn({ type: 'char', length: 64 })
  guesser: string;

  @Column({ type: 'int' })
  failures: number;

  @InstantColumn({ name: 'last_at' })
  lastAt: Date;
}
