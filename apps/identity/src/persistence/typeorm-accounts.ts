import { Injectable } from '@nestjs/common';
import { Column, Entity, IsNull, MoreThan, PrimaryColumn, type EntityManager } from 'typeorm';
import { languageOf, Rejection, type Language, type Locale, type Role } from '#contracts';
import { Outbox } from '#messaging';
import { affected, Database, duplicateOf, exactlyOne, InstantColumn, likePattern } from '#persistence';
import type { IdempotencyTicket } from '#platform';
import {
  decidePasswordChanged,
  decidePasswordReset,
  isActiveAdmin,
  isDisabled,
  type AccountDecision,
  type AccountState,
} from '../domain/account.js';
import {
  Accounts,
  type AccountFilter,
  type Credentials,
  type NewAccountRecord,
  type PasswordReplacement,
} from '../ports/accounts.js';
import { Sessions } from '../ports/sessions.js';
import { deleteTokens, notifyOwner } from './typeorm-account-mails.js';
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
  locale: Language;

  @Column({ name: 'locale_tag', type: 'varchar', length: 35, nullable: true })
  localeTag: Locale | null;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @Column({ name: 'email_verified', type: 'int', nullable: true })
  emailVerified: number | null;

  @Column({ type: 'int', nullable: true })
  disabled: number | null;

  @Column({ name: 'password_change_required', type: 'int', nullable: true })
  passwordChangeRequired: number | null;

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
    private readonly sessions: Sessions,
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
      asTaken(error);
    }
  }

  change(id: string, decide: (state: AccountState) => AccountDecision): Promise<AccountState | undefined> {
    return this.database.transaction(async ({ manager }) => {
      const row = await manager.findOneBy(AccountRow, { id });
      if (row === null) return undefined;
      const before = stateOf(row);
      const { state, events } = decide(before);
      if (events.length === 0) return state;
      if (isActiveAdmin(before) && !isActiveAdmin(state)) await requireAnotherAdmin(manager);
      if (isDisabled(state) && !isDisabled(before)) {
        await lockCredential(manager, id);
        await this.sessions.endAll(id);
      }
      const changed = await manager.update(AccountRow, { id, version: row.version }, rowOf(state)).catch(asTaken);
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

  async list({ q, role, disabled }: AccountFilter, limit: number, before?: string): Promise<AccountState[]> {
    const query = this.database.reader.createQueryBuilder(AccountRow, 'a').orderBy('a.id', 'DESC').limit(limit);
    if (role !== undefined) query.andWhere('a.role = :role', { role });
    if (disabled !== undefined) query.andWhere(`a.disabled IS ${disabled ? 'NOT NULL' : 'NULL'}`);
    if (before !== undefined) query.andWhere('a.id < :before', { before });
    if (q !== undefined) {
      const like = `%${likePattern(q.toLowerCase())}%`;
      query.andWhere(`(LOWER(a.name) LIKE :like ESCAPE '!' OR a.email LIKE :like ESCAPE '!')`, { like });
    }
    return (await query.getMany()).map(stateOf);
  }

  async passwordHashOf(accountId: string): Promise<string | undefined> {
    return (await this.database.reader.findOneBy(CredentialRow, { accountId }))?.passwordHash;
  }

  replacePassword({ accountId, from, to, keptSession, notify }: PasswordReplacement): Promise<boolean> {
    return this.database.transaction(async ({ manager }) => {
      const where = { accountId, ...(from !== undefined && { passwordHash: from }) };
      if (affected(await manager.update(CredentialRow, where, { passwordHash: to })) === 0) return false;
      await this.sessions.endAll(accountId, keptSession);
      await deleteTokens(manager, accountId);
      const account = await this.change(accountId, from === undefined ? decidePasswordReset : decidePasswordChanged);
      if (notify) await notifyOwner(manager, 'password-changed', account!);
      return true;
    });
  }
}

function asTaken(error: unknown): never {
  throw duplicateOf(error, 'email', 'accounts_email') ? new Rejection('EMAIL_TAKEN') : error;
}

/** A login locks the same row: either its session is visible to the next statements, or it does not begin. */
const lockCredential = (manager: EntityManager, accountId: string) =>
  manager.update(CredentialRow, { accountId }, { accountId });

// This UPDATE changes nothing: it counts and locks all active admins, so that two of them cannot demote each other.
async function requireAnotherAdmin(manager: EntityManager): Promise<void> {
  const active = await manager.update(AccountRow, { role: 'admin', disabled: IsNull() }, { role: 'admin' });
  if (affected(active) < 2) throw new Rejection('LAST_ADMIN');
}

/** A replica of an earlier release writes only the language, so a stored tag of another language is outdated. */
export const storedLocale = (language: Language, tag: Locale | null): Locale =>
  tag !== null && languageOf(tag) === language ? tag : language;

const rowOf = ({
  locale,
  createdAt,
  emailVerified,
  disabled,
  passwordChangeRequired,
  ...state
}: AccountState): AccountRow => ({
  ...state,
  locale: languageOf(locale),
  localeTag: locale,
  createdAt: new Date(createdAt),
  emailVerified: emailVerified === undefined ? null : Number(emailVerified),
  disabled: disabled ? 1 : null,
  passwordChangeRequired: passwordChangeRequired ? 1 : null,
});

const stateOf = ({
  locale,
  localeTag,
  createdAt,
  emailVerified,
  disabled,
  passwordChangeRequired,
  ...row
}: AccountRow): AccountState => ({
  ...row,
  locale: storedLocale(locale, localeTag),
  createdAt: createdAt.toISOString(),
  ...(emailVerified !== null && { emailVerified: emailVerified === 1 }),
  ...(disabled === 1 && { disabled: true }),
  ...(passwordChangeRequired === 1 && { passwordChangeRequired: true }),
});
