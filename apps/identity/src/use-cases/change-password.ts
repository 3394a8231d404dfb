import { Injectable } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { Log } from '#platform';
import type { AccountState } from '../domain/account.js';
import { rejectWeakPassword } from '../domain/password-strength.js';
import { Accounts } from '../ports/accounts.js';
import { AccountMail } from '../ports/email-verifications.js';
import { CommonPasswords, Passwords } from '../ports/passwords.js';
import { Admission } from './admission.js';
import { LoginThrottle } from './login-throttle.js';

@Injectable()
export class NewPasswords {
  constructor(
    private readonly passwords: Passwords,
    private readonly commonPasswords: CommonPasswords,
  ) {}

  /** @throws Rejection WEAK_PASSWORD */
  async rejectWeak(password: string, owner: { email: string; name: string }, current?: string): Promise<void> {
    if (password === current) throw new Rejection('WEAK_PASSWORD', { variant: 'unchanged' });
    const common = await this.commonPasswords.load();
    rejectWeakPassword(password, owner, (folded) => common.has(folded));
  }

  hash(password: string): Promise<string> {
    return this.passwords.hash(password);
  }
}

@Injectable()
export class CurrentPassword {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly throttle: LoginThrottle,
  ) {}

  /** Returns the hash of the password. @throws Rejection BAD_CREDENTIALS if it is wrong, RATE_LIMITED after several wrong ones */
  async verified({ id, email }: AccountState, password: string, address: string): Promise<string> {
    const hash = await this.throttle.attempt({ email, address }, async () => {
      const stored = await this.accounts.passwordHashOf(id);
      return (await this.passwords.matches(password, stored)) ? stored : undefined;
    });
    if (hash === undefined) throw wrongPassword();
    return hash;
  }
}

const wrongPassword = (): Rejection => new Rejection('BAD_CREDENTIALS', { variant: 'current-password' });

export interface AccountHolder {
  id: string;
  sessionId?: string;
  address: string;
}

export class ChangePassword extends Command<void> {
  constructor(
    readonly caller: AccountHolder,
    readonly current: string,
    readonly password: string,
  ) {
    super();
  }
}

@CommandHandler(ChangePassword)
export class ChangePasswordHandler implements ICommandHandler<ChangePassword> {
  constructor(
    private readonly accounts: Accounts,
    private readonly currentPassword: CurrentPassword,
    private readonly newPasswords: NewPasswords,
    private readonly admission: Admission,
    private readonly mail: AccountMail,
    private readonly log: Log,
  ) {}

  async execute({ caller, current, password }: ChangePassword): Promise<void> {
    const { id: accountId, sessionId: keptSession, address } = caller;
    const account = await this.accounts.find(accountId);
    if (account === undefined) throw new Rejection('NOT_FOUND', { variant: 'account' });
    const notify = this.mail.isAvailable;
    await this.admission.run(address, async () => {
      const from = await this.currentPassword.verified(account, current, address);
      await this.newPasswords.rejectWeak(password, account, current);
      const to = await this.newPasswords.hash(password);
      const replaced = await this.accounts.replacePassword({ accountId, from, to, keptSession, notify });
      if (!replaced) throw wrongPassword();
    });
    this.log.info('the password of an account was changed', { accountId });
  }
}
