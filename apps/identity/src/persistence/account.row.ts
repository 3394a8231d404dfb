import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Locale, Role } from '#contracts';
import { InstantColumn } from '#persistence';

@Entity('accounts')
export class AccountRow {
  @PrimaryColumn({ type: 'char', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 254 })
  email: string;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  @Column({ type: 'varchar', length: 16 })
  role: Role;

  @Column({ type: 'varchar', length: 8 })
  locale: Locale;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'int' })
  version: number;
}

@Entity('credentials')
export class CredentialRow {
  @PrimaryColumn({ name: 'account_id', type: 'char', length: 36 })
  accountId: string;

  @Column({ name: 'password_hash', type: 'varchar', length: 255 })
  passwordHash: string;
}
