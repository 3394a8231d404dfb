import { Injectable } from '@nestjs/common';
import { Entity, In, IsNull, LessThan, LessThanOrEqual, PrimaryColumn, type EntityManager } from 'typeorm';
import { affected, Database } from '#persistence';
import { Clock } from '#platform';
import type { AccountDecision, AccountState } from '../domain/account.js';
import { VERIFICATION_TOKEN_MS } from '../domain/email-verification.js';
import { Accounts } from '../ports/accounts.js';
import { EmailVerifications, type VerificationAttempt } from '../ports/email-verifications.js';
import { asConflict, DUE, MailRequestRow, NEW_REQUEST } from './mail-request-row.js';

@Entity('email_verifications')
export class EmailVerificationRow extends MailRequestRow {
  @PrimaryColumn({ name: 'account_id', type: 'char', length: 36 })
  accountId: string;
}

export const insertVerification = (manager: EntityManager, accountId: string) =>
  manager.insert(EmailVerificationRow, { accountId, ...NEW_REQUEST });

@Injectable()
export class TypeormEmailVerifications extends EmailVerifications {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly clock: Clock,
  ) {
    super();
  }

  request(accountId: string): Promise<void> {
    return this.database.transaction(async ({ manager }) => {
      const again = await manager.update(EmailVerificationRow, { accountId }, DUE);
      if (affected(again) === 0) await insertVerification(manager, accountId).catch(asConflict);
    });
  }

  async startDue(
    limit: number,
    newDigest: (accountId: string) => string,
    again: (attempts: number, now: Date) => Date | null,
  ): Promise<VerificationAttempt[]> {
    const now = this.clock.now();
    const due = await this.database.reader.find(EmailVerificationRow, {
      where: { dueAt: LessThanOrEqual(now) },
      order: { dueAt: 'ASC' },
      take: limit,
    });
    const started: VerificationAttempt[] = [];
    for (const { accountId, attempts, dueAt } of due) {
      const next = {
        attempts: attempts + 1,
        dueAt: again(attempts + 1, now),
        tokenDigest: newDigest(accountId),
        expiresAt: new Date(now.getTime() + VERIFICATION_TOKEN_MS),
      };
      const where = { accountId, attempts, dueAt: dueAt! };
      const taken = await this.database.transaction(({ manager }) => manager.update(EmailVerificationRow, where, next));
      const account = affected(taken) > 0 ? await this.accounts.find(accountId) : undefined;
      if (account !== undefined) started.push({ account, attempts: next.attempts });
    }
    return started;
  }

  async sent(accountId: string, tokenDigest: string): Promise<void> {
    await this.database.transaction(({ manager }) =>
      manager.update(EmailVerificationRow, { accountId, tokenDigest }, { dueAt: null }),
    );
  }

  redeem(tokenDigest: string, decide: (state: AccountState) => AccountDecision): Promise<AccountState | undefined> {
    return this.database.transaction(async ({ manager }) => {
      const row = await manager.findOneBy(EmailVerificationRow, { tokenDigest });
      if (row === null || row.expiresAt === null || row.expiresAt <= this.clock.now()) return undefined;
      const redeemed = await manager.delete(EmailVerificationRow, { accountId: row.accountId, tokenDigest });
      return affected(redeemed) > 0 ? this.accounts.change(row.accountId, decide) : undefined;
    });
  }

  async deleteExpired(instant: Date, limit: number): Promise<number> {
    const { reader } = this.database;
    const expired = { dueAt: IsNull(), expiresAt: LessThan(instant) };
    const rows = await reader.find(EmailVerificationRow, { select: { accountId: true }, where: expired, take: limit });
    if (rows.length === 0) return 0;
    const accountId = In(rows.map((row) => row.accountId));
    return affected(await reader.delete(EmailVerificationRow, { accountId, ...expired }));
  }
}
