import { Injectable } from '@nestjs/common';
import { Column, Entity, MoreThan, PrimaryColumn } from 'typeorm';
import type { Locale, Role } from '#contracts';
import { Outbox } from '#messaging';
import { Database, exactlyOne, insertNew, InstantColumn } from '#persistence';
import type { SubjectDecision, SubjectState } from '../domain/subject.js';
import { Subjects } from '../ports/accounts.js';

@Entity('subjects')
export class SubjectRow {
  @PrimaryColumn({ type: 'varchar', length: 128 })
  id: string;

  @Column({ type: 'varchar', length: 254, nullable: true })
  email: string | null;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  @Column({ type: 'varchar', length: 16 })
  role: Role;

  @Column({ name: 'told_locale', type: 'varchar', length: 8 })
  providerLocale: Locale;

  @Column({ name: 'chosen_locale', type: 'varchar', length: 8, nullable: true })
  chosenLocale: Locale | null;

  @InstantColumn({ name: 'told_at' })
  claimsIssuedAt: Date;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'int' })
  version: number;
}

@Injectable()
export class TypeormSubjects extends Subjects {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  async find(id: string): Promise<SubjectState | undefined> {
    return (await this.database.reader.findOneBy(SubjectRow, { id })) ?? undefined;
  }

  change(
    id: string,
    decide: (state: SubjectState | undefined) => SubjectDecision | undefined,
  ): Promise<SubjectState | undefined> {
    return this.database.transaction(async ({ manager }) => {
      const row = await manager.findOneBy(SubjectRow, { id });
      const decision = decide(row ? { ...row } : undefined);
      if (decision === undefined || decision.events.length === 0) return decision?.state;
      const { state, events } = decision;
      if (row === null) await insertNew(manager, SubjectRow, state, `subject ${id}`);
      else exactlyOne(await manager.update(SubjectRow, { id, version: row.version }, state), `subject ${id}`);
      await this.outbox.add(...events);
      return state;
    });
  }

  page(afterId: string, limit: number): Promise<SubjectState[]> {
    return this.database.reader.find(SubjectRow, {
      where: { id: MoreThan(afterId) },
      order: { id: 'ASC' },
      take: limit,
    });
  }
}
