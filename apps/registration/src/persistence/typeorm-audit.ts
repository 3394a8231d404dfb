import { Injectable } from '@nestjs/common';
import type { AuditEntry } from '#contracts';
import { Database, InstantColumn } from '#persistence';
import { Column, Entity, LessThan, PrimaryColumn } from 'typeorm';
import { Audit, type AuditPosition } from '../ports/audit.js';

@Entity('audit')
export class AuditRow {
  @PrimaryColumn({ type: 'char', length: 36 })
  id: string;

  @Column({ name: 'lecture_id', type: 'char', length: 36 })
  lectureId: string;

  @Column({ name: 'registration_id', type: 'char', length: 36 })
  registrationId: string;

  @Column({ name: 'student_id', type: 'varchar', length: 128 })
  studentId: string;

  @InstantColumn({ name: 'acted_at' })
  at: Date;

  @Column({ name: 'acted_by', type: 'varchar', length: 128 })
  by: string;

  @Column({ type: 'varchar', length: 40 })
  what: string;

  @Column({ type: 'varchar', length: 500, nullable: true })
  note: string | null;
}

@Injectable()
export class TypeormAudit extends Audit {
  constructor(private readonly database: Database) {
    super();
  }

  async ofLecture(lectureId: string, { before, limit }: AuditPosition): Promise<(AuditEntry & { id: string })[]> {
    const rows = await this.database.reader.find(AuditRow, {
      where: { lectureId, ...(before !== undefined && { id: LessThan(before) }) },
      order: { id: 'DESC' },
      take: limit,
    });
    return rows.map(({ id, at, by, what, registrationId, studentId, note }) => {
      return { id, at: at.toISOString(), by, what, registrationId, studentId, note };
    });
  }
}
