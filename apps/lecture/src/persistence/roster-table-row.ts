import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Place, Registration } from '#contracts';
import { InstantColumn } from '#persistence';

@Entity('roster')
export class RosterTableRow {
  @PrimaryColumn({ name: 'registration_id', type: 'char', length: 36 })
  registrationId: string;

  @Column({ name: 'lecture_id', type: 'char', length: 36 })
  lectureId: string;

  @Column({ name: 'student_id', type: 'varchar', length: 128 })
  studentId: string;

  @Column({ type: 'varchar', length: 20 })
  status: Registration['status'];

  @InstantColumn({ name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  /** Until when the staff decides on the registration or on its cancel request; null if there is nothing to decide. */
  @InstantColumn({ name: 'decide_by', nullable: true })
  decideBy: Date | null;

  @Column({ name: 'cancel_request_note', type: 'varchar', length: 500, nullable: true })
  cancelRequestNote: string | null;

  @Column({ type: 'simple-json', nullable: true })
  places: Place[] | null;

  /** Places that are not canceled; null means one. */
  @Column({ name: 'place_count', type: 'int', nullable: true })
  placeCount: number | null;

  @Column({ type: 'int' })
  sequence: number;
}
