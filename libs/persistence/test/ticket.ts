import { InstantColumn } from '#persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of plain columns only: `CachedStatementEntityManager` handles it. */
@Entity('ticket')
export class Ticket {
  @PrimaryColumn('char', { length: 36 })
  id: string;

  @Column('varchar', { name: 'held_by', length: 128, nullable: true })
  heldBy: string | null;

  @Column('bigint')
  price: number;

  @InstantColumn({ name: 'sold_at', nullable: true })
  soldAt: Date | null;
}

export const CREATE_TICKET = `CREATE TABLE ticket (
  id char(36) NOT NULL PRIMARY KEY, held_by varchar(128), price bigint NOT NULL, sold_at datetime(3))`;
