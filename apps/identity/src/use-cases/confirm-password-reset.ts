import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { Jobs, Log } from '#platform';
import { AccountMails } from '../ports/account-mails.js';
import { Accounts } from '../ports/accounts.js';
import { Admission } from './admission.js';
import { NewPasswords } from './change-password.js';
import { SEND_ACCOUNT_MAIL } from './send-account-mail.js';
import { digestOf } from './session-tokens.js';

export class ConfirmPasswordReset extends Command<void> {
  constructor(
    readonly token: string,
    readonly password: string,
    readonly address: string,
  ) {
    super();
  }
}

@CommandHandler(ConfirmPasswordReset)
export class ConfirmPasswordResetHandler implements ICommandHandler<ConfirmPasswordReset> {
  constructor(
    private readonly mails: AccountMails,
    private readonly accounts: Accounts,
    private readonly newPasswords: NewPasswords,
    private readonly admission: Admission,
    private readonly jobs: Jobs,
    private readonly log: Log,
  ) {}

  /** A password that is too weak does not use up the token. */
  async execute({ token, password, address }: ConfirmPasswordReset): Promise<void> {
    const digest = digestOf(token);
    const pending = await this.mails.find('password-reset', digest);
    const account = pending && (await this.accounts.find(pending.accountId));
    if (account === undefined) throw new Rejection('TOKEN_INVALID');
    await this.newPasswords.rejectWeak(password, account);
    const hash = await this.admission.run(address, () => this.newPasswords.hash(password));
    if ((await this.mails.redeemReset(digest, hash)) === undefined) throw new Rejection('TOKEN_INVALID');
    this.jobs.wake(SEND_ACCOUNT_MAIL);
    this.log.info('the password of an account was reset', { accountId: account.id });
  }
}
