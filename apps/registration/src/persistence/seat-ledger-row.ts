import type { LectureState } from '#contracts';
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
  status: LectureState['status'];

  @InstantColumn({ name: 'first_session_at' })
  firstSessionAt: Date;

  @InstantColumn({ name: 'last_session_ends_at', nullable: true })
  lastSessionEndsAt: Date | null;

  @InstantColumn({ name: 'publish_at', nullable: true })
  publishAt: Date | null;

  @InstantColumn({ name: 'opens_at', nullable: true })
  opensAt: Date | null;

  @InstantColumn({ name: 'closes_at', nullable: true })
  closesAt: Date | null;

  @Column({ name: 'refund_tiers', type: 'text', nullable: true })
  refundTiers: string | null;

  @Column({ name: 'approval_required', type: 'int', nullable: true })
  approvalRequired: number | null;

  @Column({ name: 'approval_hours', type: 'double', nullable: true })
  approvalHours: number | null;

  @Column({ type: 'text', nullable: true })
  sessions: string | null;

  @InstantColumn({ name: 'rescheduled_at', nullable: true })
  rescheduledAt: Date | null;

  @Column({ name: 'max_places', type: 'int', nullable: true })
  maxPlaces: number | null;

  @Column({ type: 'char', length: 64, nullable: true })
  seating: string | null;

  /** 1 after a plan has arrived, until every place has a seat. */
  @Column({ name: 'seats_missing', type: 'int', nullable: true })
  seatsMissing: number | null;

  @Column({ type: 'int' })
  sequence: number;

  @Column({ type: 'int' })
  held: number;

  @Column({ type: 'int' })
  taken: number;
}
