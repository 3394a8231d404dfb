import { Injectable } from '@nestjs/common';
import type { Locale, Role } from '#contracts';
import { Clock, Ids, type IdempotencyTicket } from '#platform';
import { decideOpen, emailTaken, type AccountState } from '../domain/account.js';
import { refuseWeak } from '../domain/password-strength.js';
import { Accounts, type OpenedAccount } from '../ports/accounts.js';
import { CommonPasswords, Passwords } from '../ports/passwords.js';

export interface NewAccount {
  email: string;
  password: string;
  name: string;
  role: Role;
  locale?: Locale | undefined;
}

/** Opens accounts, whoever asks for them. */
@Injectable()
export class NewAccounts {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly commonPasswords: CommonPasswords,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async open(wanted: NewAccount, ticket?: IdempotencyTicket): Promise<AccountState> {
    const opened = await this.prepare(wanted);
    await this.accounts.open([opened], ticket);
    return opened.decision.state;
  }

  /** Everything that takes time, so that the transaction that follows is short. */
  async prepare({ password, ...wanted }: NewAccount): Promise<OpenedAccount> {
    const common = await this.commonPasswords.load();
    refuseWeak(password, wanted, (folded) => common.has(folded));
    if (await this.accounts.emailIsTaken(wanted.email)) throw emailTaken();
    const passwordHash = await this.passwords.hash(password);
    return { decision: decideOpen({ id: this.ids.next(), ...wanted }, this.clock.now()), passwordHash };
  }
}
