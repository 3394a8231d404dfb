import { createIndex, createTable, InstantColumn, type Database, type DatabaseOptions } from '#persistence';
import { Column, Entity, PrimaryColumn, type QueryRunner } from 'typeorm';
import { CREATE_TICKET, Ticket } from './ticket.js';

@Entity('booking')
export class Booking {
  @PrimaryColumn('varchar', { length: 64 })
  id: string;

  @Column('varchar', { name: 'live_slot', length: 64, nullable: true })
  liveSlot?: string | null;

  @Column('bigint')
  amount: number;

  @Column('mediumtext')
  note: string;

  @Column('simple-json')
  tags: string[];

  @InstantColumn({ name: 'booked_at', nullable: true })
  bookedAt?: Date | null;
}

class CreateBooking1700000000000 {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      `CREATE TABLE booking (
        id varchar(64) NOT NULL PRIMARY KEY, live_slot varchar(64), amount bigint NOT NULL, note mediumtext NOT NULL,
        tags text NOT NULL, booked_at datetime(3))`,
    );
    await createIndex(runner, 'CREATE UNIQUE INDEX live_slot ON booking (live_slot)');
    await createIndex(runner, 'CREATE UNIQUE INDEX live_slot ON booking (live_slot)');
    await createTable(runner, CREATE_TICKET);
  }

  async down(): Promise<void> {}
}

export const booking = (id: string, more: Partial<Booking> = {}): Booking => ({
  id,
  amount: 1,
  note: '',
  tags: [],
  ...more,
});

export const contractParts: Pick<DatabaseOptions, 'entities' | 'migrations'> = {
  entities: [Booking, Ticket],
  migrations: [CreateBooking1700000000000],
};

/** The database under test, with the operations that most tests need. */
export interface Bookings {
  database: Database;
  put(...bookings: Booking[]): Promise<unknown>;
  /** Ids of the stored bookings, in order. */
  storedIds(): Promise<string[]>;
}

export const pause = () => new Promise((resolve) => setTimeout(resolve, 2));
