import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Locale, Role } from '#contracts';
import { InstantColumn } from '#persistence';

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
  toldLocale: Locale;

  @Column({ name: 'chosen_locale', type: 'varchar', length: 8, nullable: true })
  chosenLocale: Locale | null;

  @InstantColumn({ name: 'told_at' })
  toldAt: Date;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'int' })
  version: number;
}
