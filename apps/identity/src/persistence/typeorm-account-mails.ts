import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Column, Entity, In, IsNull, LessThan, LessThanOrEqual, PrimaryColumn, type EntityManager } from 'typeorm';
import { affected, Database } from '#persistence';
import { Clock } from '#platform';
import { expiryOf, type AccountMailKind } from '../domain/account-mail.js';
import { decideEmail, isDisabled, type AccountState } from '../domain/account.js';
import { AccountMails, type AccountMailAttempt, type PendingMail } from '../ports/account-mails.js';
import { Accounts } from '../ports/accounts.js';
import { asConflict, DUE, MailRequestRow, NEW_REQUEST } from './mail-request-row.js';

@Entity('account_mails')
export class AccountMailRow extends MailRequestRow {
  /** Digest of the kind and its account or address, so that a repeated request replaces the earlier one. */
  @PrimaryColumn({ type: 'char', length: 64 })
  id: string;

  @Column({ type: 'varchar', length: 20 })
  kind: AccountMailKind;

  @Column({ name: 'account_id', type: 'char', length: 36, nullable: true })
  accountId: string | null;

  @Column({ type: 'varchar', length: 254 })
  email: string;
}

const idOf = (kind: AccountMailKind, ...of: string[]): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, ...of]))
    .digest('hex');

async function request(manager: EntityManager, row: Pick<AccountMailRow, 'id' | 'kind' | 'accountId' | 'email'>) {
  const { id, email } = row;
  if (affected(await manager.update(AccountMailRow, { id, email }, DUE)) > 0) return;
  await manager.delete(AccountMailRow, { id });
  await manager.insert(AccountMailRow, { ...row, ...NEW_REQUEST }).catch(asConflict);
}

/** Queues a mail without a token. */
export const notifyOwner = (
  manager: EntityManager,
  kind: 'email-changed' | 'password-changed',
  { id: accountId, email }: AccountState,
) => request(manager, { id: idOf(kind, accountId, email), kind, accountId, email });

/** Ends all requests for a token: a stranger who knew the old password may have requested a new address. */
export const deleteTokens = (manager: EntityManager, accountId: string) =>
  manager.delete(AccountMailRow, { kind: In<AccountMailKind>(['password-reset', 'email-change']), accountId });

@Injectable()
export class TypeormAccountMails extends AccountMails {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly clock: Clock,
  ) {
    super();
  }

  requestReset(email: string): Promise<void> {
    const kind = 'password-reset';
    return this.database.transaction(({ manager }) =>
      request(manager, { id: idOf(kind, email), kind, accountId: null, email }),
    );
  }

  requestEmailChange(accountId: string, email: string): Promise<void> {
    const kind = 'email-change';
    return this.database.transaction(({ manager }) =>
      request(manager, { id: idOf(kind, accountId), kind, accountId, email }),
    );
  }

  async startDue(
    limit: number,
    newDigest: (id: string) => string,
    again: (attempts: number, now: Date) => Date | null,
  ): Promise<{ started: AccountMailAttempt[]; more: boolean }> {
    const now = this.clock.now();
    const due = await this.database.reader.find(AccountMailRow, {
      where: { dueAt: LessThanOrEqual(now) },
      order: { dueAt: 'ASC' },
      take: limit,
    });
    const started: AccountMailAttempt[] = [];
    for (const { id, kind, attempts, dueAt, email, accountId } of due) {
      const where = { id, attempts, dueAt: dueAt! };
      const account = await this.ownerOf(accountId, email);
      const next = {
        attempts: attempts + 1,
        dueAt: again(attempts + 1, now),
        tokenDigest: newDigest(id),
        expiresAt: expiryOf(kind, now),
        accountId: account?.id ?? null,
      };
      const taken = await this.database.transaction(({ manager }) =>
        account === undefined ? manager.delete(AccountMailRow, where) : manager.update(AccountMailRow, where, next),
      );
      if (account !== undefined && affected(taken) > 0)
        started.push({ id, kind, to: email, account, attempts: next.attempts });
    }
    return { started, more: due.length === limit };
  }

  async sent(id: string, tokenDigest: string): Promise<void> {
    await this.database.transaction(({ manager }) =>
      manager.update(AccountMailRow, { id, tokenDigest }, { dueAt: null }),
    );
  }

  async find(kind: AccountMailKind, tokenDigest: string): Promise<PendingMail | undefined> {
    const row = await this.database.reader.findOneBy(AccountMailRow, { kind, tokenDigest });
    if (row === null || row.accountId === null || row.expiresAt === null) return undefined;
    return row.expiresAt > this.clock.now() ? { kind, accountId: row.accountId, email: row.email } : undefined;
  }

  redeemReset(tokenDigest: string, to: string): Promise<AccountState | undefined> {
    return this.redeemed('password-reset', tokenDigest, async (account, { email }) => {
      if (account.email !== email) return undefined;
      await this.accounts.replacePassword({ accountId: account.id, to, notify: true });
      return account;
    });
  }

  redeemEmailChange(tokenDigest: string): Promise<AccountState | undefined> {
    return this.redeemed('email-change', tokenDigest, async (account, { email }) => {
      await notifyOwner(this.database.manager, 'email-changed', account);
      return this.accounts.change(account.id, (state) => decideEmail(state, email, true));
    });
  }

  async deleteExpired(instant: Date, limit: number): Promise<number> {
    const { reader } = this.database;
    const expired = { dueAt: IsNull(), expiresAt: LessThan(instant) };
    const rows = await reader.find(AccountMailRow, { select: { id: true }, where: expired, take: limit });
    if (rows.length === 0) return 0;
    return affected(await reader.delete(AccountMailRow, { id: In(rows.map(({ id }) => id)), ...expired }));
  }

  private async ownerOf(accountId: string | null, email: string): Promise<AccountState | undefined> {
    const account =
      accountId === null ? (await this.accounts.credentialsOf(email))?.account : await this.accounts.find(accountId);
    return account && !isDisabled(account) ? account : undefined;
  }

  private redeemed(
    kind: AccountMailKind,
    tokenDigest: string,
    apply: (account: AccountState, pending: PendingMail) => Promise<AccountState | undefined>,
  ): Promise<AccountState | undefined> {
    return this.database.transaction(async ({ manager }) => {
      const pending = await this.find(kind, tokenDigest);
      const account = pending && (await this.accounts.find(pending.accountId));
      if (account === undefined || isDisabled(account)) return undefined;
      const used = affected(await manager.delete(AccountMailRow, { kind, tokenDigest }));
      return used > 0 ? apply(account, pending!) : undefined;
    });
  }
}
