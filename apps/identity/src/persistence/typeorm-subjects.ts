import { Injectable } from '@nestjs/common';
import { Column, Entity, MoreThan, PrimaryColumn } from 'typeorm';
import { languageOf, type Language, type Locale, type Role } from '#contracts';
import { Outbox } from '#messaging';
import { Database, exactlyOne, insertNew, InstantColumn } from '#persistence';
import type { SubjectDecision, SubjectState } from '../domain/subject.js';
import { Subjects } from '../ports/accounts.js';
import { storedLocale } from './typeorm-accounts.js';

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
  providerLocale: Language;

  @Column({ name: 'chosen_locale', type: 'varchar', length: 8, nullable: true })
  chosenLocale: Language | null;

  @Column({ name: 'chosen_locale_tag', type: 'varchar', length: 35, nullable: true })
  chosenLocaleTag: Locale | null;

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
    const row = await this.database.reader.findOneBy(SubjectRow, { id });
    return row === null ? undefined : stateOf(row);
  }

  change(
    id: string,
    decide: (state: SubjectState | undefined) => SubjectDecision | undefined,
  ): Promise<SubjectState | undefined> {
    return this.database.transaction(async ({ manager }) => {
      const row = await manager.findOneBy(SubjectRow, { id });
      const decision = decide(row ? stateOf(row) : undefined);
      if (decision === undefined || decision.events.length === 0) return decision?.state;
      const { state, events } = decision;
      if (row === null) await insertNew(manager, SubjectRow, rowOf(state), `subject ${id}`);
      else exactlyOne(await manager.update(SubjectRow, { id, version: row.version }, rowOf(state)), `subject ${id}`);
      await this.outbox.add(...events);
      return state;
    });
  }

  async page(afterId: string, limit: number): Promise<SubjectState[]> {
    const rows = await this.database.reader.find(SubjectRow, {
      where: { id: MoreThan(afterId) },
      order: { id: 'ASC' },
      take: limit,
    });
    return rows.map(stateOf);
  }
}

const rowOf = ({ providerLocale, chosenLocale, ...state }: SubjectState): SubjectRow => ({
  ...state,
  providerLocale: languageOf(providerLocale),
  chosenLocale: chosenLocale === null ? null : languageOf(chosenLocale),
  chosenLocaleTag: chosenLocale,
});

const stateOf = ({ chosenLocale, chosenLocaleTag, ...row }: SubjectRow): SubjectState => ({
  ...row,
  chosenLocale: chosenLocale === null ? null : storedLocale(chosenLocale, chosenLocaleTag),
});
