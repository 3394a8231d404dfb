import type { LectureStatus } from '#contracts';
import { InstantColumn } from '#persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('seat_ledger')
export class SeatLedgerRow {
  @PrimaryColumn({ name: 'lecture_id', type: 'char', length: 36 })
  lectureId: string;

  @Column({ type: 'varchar', length: 200 })
  title: string;

  @Column({ name: 'instructor_id', type: 'varchar', length: 128 })
  instructorId: string;

  @Column({ name: 'instructor_name', type: 'varchar', length: 100, nullable: true })
  instructorName: string | null;

  @Column({ name: 'fee_amount', type: 'int' })
  feeAmount: number;

  @Column({ name: 'fee_currency', type: 'char', length: 3 })
  feeCurrency: 'KRW';

  @Column({ type: 'int' })
  capacity: number;

  @Column({ type: 'varchar', length: 10 })
  status: LectureStatus;

  @InstantColumn({ name: 'first_session_at' })
  firstSessionAt: Date;

  @Column({ type: 'int' })
  sequence: number;

  @Column({ type: 'int' })
  held: number;

  @Column({ type: 'int' })
  taken: number;
}
