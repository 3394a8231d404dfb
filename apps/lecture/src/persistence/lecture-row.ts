import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LectureState, Money, RefundTier, SeatingPlan, Session } from '#contracts';
import { InstantColumn } from '#persistence';
import { endOf } from '../domain/lecture.js';
import { searchText } from '../domain/search-text.js';

@Entity('lecture')
export class LectureRow {
  @PrimaryColumn({ type: 'char', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 200 })
  title: string;

  @Column({ type: 'text' })
  description: string;

  @Column({ type: 'varchar', length: 50 })
  category: string;

  @Column({ name: 'instructor_id', type: 'varchar', length: 128 })
  instructorId: string;

  @Column({ name: 'instructor_name', type: 'text', nullable: true })
  instructorName: string | null;

  @Column({ name: 'fee_amount', type: 'int' })
  feeAmount: number;

  @Column({ name: 'fee_currency', type: 'char', length: 3 })
  feeCurrency: Money['currency'];

  @Column({ type: 'int' })
  capacity: number;

  @Column({ type: 'simple-json' })
  sessions: Session[];

  @InstantColumn({ name: 'ends_at' })
  endsAt: Date;

  @Column({ type: 'varchar', length: 10 })
  status: LectureState['status'];

  @Column({ name: 'cancel_note', type: 'varchar', length: 500, nullable: true })
  cancelNote: string | null;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt: Date;

  @Column({ type: 'int' })
  version: number;

  @Column({ type: 'varchar', length: 64, nullable: true })
  timezone: string | null;

  @InstantColumn({ name: 'publish_at', nullable: true })
  publishAt: Date | null;

  @InstantColumn({ name: 'registration_opens_at', nullable: true })
  registrationOpensAt: Date | null;

  @InstantColumn({ name: 'registration_closes_at', nullable: true })
  registrationClosesAt: Date | null;

  /** 0, 1 or null. */
  @Column({ name: 'refund_tiers', type: 'simple-json', nullable: true })
  refundTiers: RefundTier[] | null;

  @Column({ name: 'approval_required', type: 'int', nullable: true })
  approvalRequired: number | null;

  @Column({ name: 'approval_hours', type: 'double', nullable: true })
  approvalHours: number | null;

  @Column({ name: 'max_places', type: 'int', nullable: true })
  maxPlaces: number | null;

  @Column({ type: 'simple-json', nullable: true })
  seating: SeatingPlan | null;

  /** Start of the first session. This and the other list keys are null while `listedVersion` is null, because a replica of an earlier release wrote the row. */
  @InstantColumn({ name: 'starts_at', nullable: true })
  startsAt: Date | null;

  @Column({ name: 'title_key', type: 'varchar', length: 200, nullable: true })
  titleKey: string | null;

  @Column({ name: 'category_key', type: 'varchar', length: 150, nullable: true })
  categoryKey: string | null;

  /** Version of the lecture that the list keys were derived from. */
  @Column({ name: 'listed_version', type: 'int', nullable: true })
  listedVersion: number | null;

  /** Folded title and description, for searches only. */
  @Column({ name: 'search_text', type: 'mediumtext', select: false })
  searchText?: string;
}

export const lectureRowOf = ({ instructor, fee, createdAt, updatedAt, ...state }: LectureState): LectureRow => ({
  ...state,
  instructorId: instructor.id,
  instructorName: instructor.name,
  feeAmount: fee.amount,
  feeCurrency: fee.currency,
  endsAt: endOf(state),
  timezone: state.timezone ?? null,
  publishAt: dateOf(state.publishAt),
  registrationOpensAt: dateOf(state.registrationOpensAt),
  registrationClosesAt: dateOf(state.registrationClosesAt),
  approvalRequired: state.approvalRequired === undefined ? null : Number(state.approvalRequired),
  approvalHours: state.approvalHours ?? null,
  maxPlaces: state.maxPlaces ?? null,
  seating: state.seating ?? null,
  refundTiers: state.refundTiers ?? null,
  createdAt: new Date(createdAt),
  updatedAt: new Date(updatedAt),
  searchText: searchText(state.title, state.description),
  ...listKeysOf(state),
});

const dateOf = (instant: string | undefined): Date | null => (instant === undefined ? null : new Date(instant));

export const listKeysOf = ({
  title,
  category,
  sessions,
  version,
}: Pick<LectureState, 'title' | 'category' | 'sessions' | 'version'>) => ({
  startsAt: new Date(Math.min(...sessions.map(({ startsAt }) => Date.parse(startsAt)))),
  titleKey: searchText(title).slice(0, 200),
  categoryKey: searchText(category),
  listedVersion: version,
});

export const lectureStateOf = (row: LectureRow): LectureState => ({
  id: row.id,
  title: row.title,
  description: row.description,
  category: row.category,
  instructor: { id: row.instructorId, name: row.instructorName },
  fee: { amount: row.feeAmount, currency: row.feeCurrency },
  capacity: row.capacity,
  sessions: row.sessions,
  status: row.status,
  cancelNote: row.cancelNote,
  ...(row.timezone !== null && { timezone: row.timezone }),
  ...(row.publishAt && { publishAt: row.publishAt.toISOString() }),
  ...(row.registrationOpensAt && { registrationOpensAt: row.registrationOpensAt.toISOString() }),
  ...(row.registrationClosesAt && { registrationClosesAt: row.registrationClosesAt.toISOString() }),
  ...(row.approvalRequired !== null && { approvalRequired: row.approvalRequired === 1 }),
  ...(row.approvalHours !== null && { approvalHours: row.approvalHours }),
  ...(row.maxPlaces !== null && { maxPlaces: row.maxPlaces }),
  ...(row.seating !== null && { seating: row.seating }),
  ...(row.refundTiers && { refundTiers: row.refundTiers }),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  version: row.version,
});
