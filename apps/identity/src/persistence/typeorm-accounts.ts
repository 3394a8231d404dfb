import { Injectable } from '@nestjs/common';
import { Column, Entity, MoreThan, PrimaryColumn } from 'typeorm';
import { Rejection, type Locale, type Role } from '#contracts';
import { Outbox } from '#messaging';
import { Database, duplicateOf, exactlyOne, InstantColumn } from '#persistence';
import type { IdempotencyTicket } from '#platform';
import type { AccountDecision, AccountState } from '../domain/account.js';
import { Accounts, type Credentials, type NewAccountRecord } from '../ports/accounts.js';
import { insertVerification } from './typeorm-email-verifications.js';

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

  @Column({ name: 'email_verified', type: 'int', nullable: true })
  emailVerified: number | null;

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

@Injectable()
export class TypeormAccounts extends Accounts {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  async open(opened: NewAccountRecord[], ticket?: IdempotencyTicket): Promise<void> {
    try {
      await this.database.transaction(async ({ manager }) => {
        for (const { decision, passwordHash } of opened) {
          const { state, events } = decision;
          await ticket?.attachResource(state.id);
          await manager.insert(AccountRow, rowOf(state));
          await manager.insert(CredentialRow, { accountId: state.id, passwordHash });
          if (state.emailVerified === false) await insertVerification(manager, state.id);
          await this.outbox.add(...events);
        }
      });
    } catch (error) {
      if (duplicateOf(error, 'email', 'accounts_email')) throw new Rejection('EMAIL_TAKEN');
      throw error;
    }
  }

  change(id: string, decide: (state: AccountState) => AccountDecision): Promise<AccountState | undefined> {
    return this.database.transaction(async ({ manager }) => {
      const row = await manager.findOneBy(AccountRow, { id });
      if (row === null) return undefined;
      const { state, events } = decide(stateOf(row));
      if (events.length === 0) return state;
      const changed = await manager.update(AccountRow, { id, version: row.version }, rowOf(state));
      exactlyOne(changed, `account ${id}`);
      await this.outbox.add(...events);
      return state;
    });
  }

  async find(id: string): Promise<AccountState | undefined> {
    const row = await this.database.reader.findOneBy(AccountRow, { id });
    return row === null ? undefined : stateOf(row);
  }

  async credentialsOf(email: string): Promise<Credentials | undefined> {
    const row = await this.database.reader.findOneBy(AccountRow, { email: email.toLowerCase() });
    if (row === null) return undefined;
    const credential = await this.database.reader.findOneByOrFail(CredentialRow, { accountId: row.id });
    return { account: stateOf(row), passwordHash: credential.passwordHash };
  }

  emailIsTaken(email: string): Promise<boolean> {
    return this.database.reader.existsBy(AccountRow, { email: email.toLowerCase() });
  }

  hasAny(): Promise<boolean> {
    return this.database.reader.exists(AccountRow);
  }

  hasAdmin(): Promise<boolean> {
    return this.database.reader.existsBy(AccountRow, { role: 'admin' });
  }

  async page(afterId: string, limit: number): Promise<AccountState[]> {
    const rows = await this.database.reader.find(AccountRow, {
      where: { id: MoreThan(afterId) },
      order: { id: 'ASC' },
      take: limit,
    });
    return rows.map(stateOf);
  }
}

const rowOf = ({ createdAt, emailVerified, ...state }: AccountState): AccountRow => ({
  ...state,
  createdAt: new Date(createdAt),
  emailVerified: emailVerified === undefined ? null : Number(emailVerified),
});

const stateOf = ({ createdAt, emailVerified, ...row }: AccountRow): AccountState => ({
  ...row,
  createdAt: createdAt.toISOString(),
  ...(emailVerified !== null && { emailVerified: emailVerified === 1 }),
});
