import { Injectable } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { Log } from '#platform';
import { rejectWeakPassword } from '../domain/password-strength.js';
import { Accounts } from '../ports/accounts.js';
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

export class ChangePassword extends Command<void> {
  constructor(
    readonly caller: { id: string; sessionId?: string; address: string },
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
    private readonly passwords: Passwords,
    private readonly newPasswords: NewPasswords,
    private readonly admission: Admission,
    private readonly throttle: LoginThrottle,
    private readonly log: Log,
  ) {}

  async execute({ caller, current, password }: ChangePassword): Promise<void> {
    const { id: accountId, sessionId: keptSession, address } = caller;
    const account = await this.accounts.find(accountId);
    if (account === undefined) throw new Rejection('NOT_FOUND', { variant: 'account' });
    await this.admission.run(address, async () => {
      const from = await this.throttle.attempt({ email: account.email, address }, () =>
        this.verified(accountId, current),
      );
      if (from === undefined) throw wrongPassword();
      await this.newPasswords.rejectWeak(password, account, current);
      const to = await this.newPasswords.hash(password);
      if (!(await this.accounts.replacePassword({ accountId, from, to, keptSession }))) throw wrongPassword();
    });
    this.log.info('an account has changed its password', { accountId });
  }

  private async verified(accountId: string, password: string): Promise<string | undefined> {
    const hash = await this.accounts.passwordHashOf(accountId);
    return (await this.passwords.matches(password, hash)) ? hash : undefined;
  }
}

const wrongPassword = (): Rejection => new Rejection('BAD_CREDENTIALS', { variant: 'current-password' });
