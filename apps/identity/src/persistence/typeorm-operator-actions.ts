import { Injectable } from '@nestjs/common';
import { Column, Entity, LessThan, PrimaryColumn } from 'typeorm';
import type { OperatorAction, OperatorActionName, OperatorActionOutcome } from '#contracts';
import { Database, InstantColumn } from '#persistence';
import { Clock, Ids } from '#platform';
import { OperatorActions, type Admin, type NewOperatorAction } from '../ports/operator-actions.js';

@Entity('operator_actions')
export class OperatorActionRow {
  @PrimaryColumn({ type: 'char', length: 36 })
  id: string;

  @InstantColumn({ name: 'begun_at' })
  begunAt: Date;

  @Column({ name: 'admin_id', type: 'varchar', length: 128 })
  adminId: string;

  @Column({ name: 'admin_name', type: 'varchar', length: 100 })
  adminName: string;

  @Column({ type: 'varchar', length: 40 })
  action: OperatorActionName;

  @Column({ type: 'varchar', length: 300 })
  subject: string;

  @Column({ type: 'varchar', length: 500, nullable: true })
  reason: string | null;

  /** JSON. */
  @Column({ type: 'varchar', length: 2000 })
  details: string;

  @Column({ type: 'varchar', length: 10 })
  outcome: OperatorActionOutcome;
}

@Injectable()
export class TypeormOperatorActions extends OperatorActions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {
    super();
  }

  async begin(admin: Admin, { action, subject, reason, details = {} }: NewOperatorAction): Promise<string> {
    const row: OperatorActionRow = {
      id: this.ids.next(),
      begunAt: this.clock.now(),
      adminId: admin.id,
      adminName: admin.name.slice(0, 100),
      action,
      subject,
      reason: reason ?? null,
      details: JSON.stringify(details),
      outcome: 'STARTED',
    };
    await this.database.statement((manager) => manager.insert(OperatorActionRow, row));
    return row.id;
  }

  async end(id: string, outcome: 'DONE' | 'FAILED'): Promise<void> {
    await this.database.statement((manager) => manager.update(OperatorActionRow, { id }, { outcome }));
  }

  async list(limit: number, before?: string): Promise<OperatorAction[]> {
    const rows = await this.database.reader.find(OperatorActionRow, {
      where: before === undefined ? {} : { id: LessThan(before) },
      order: { id: 'DESC' },
      take: limit,
    });
    return rows.map(({ begunAt, details, ...row }) => ({
      ...row,
      at: begunAt.toISOString(),
      details: JSON.parse(details) as Record<string, unknown>,
    }));
  }
}
