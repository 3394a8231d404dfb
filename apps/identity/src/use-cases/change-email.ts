import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { Jobs, Log } from '#platform';
import { decideEmail } from '../domain/account.js';
import { REQUESTED_MAILS } from '../domain/email-verification.js';
import { AccountMails } from '../ports/account-mails.js';
import { Accounts } from '../ports/accounts.js';
import { Allowances } from '../ports/allowances.js';
import { Digests } from '../ports/digests.js';
import { AccountMail } from '../ports/email-verifications.js';
import { Admission } from './admission.js';
import { CurrentPassword, type AccountHolder } from './change-password.js';
import { SEND_ACCOUNT_MAIL } from './send-account-mail.js';

/** Sends a token to the new address. Without a mail server the address changes immediately. */
export class ChangeEmail extends Command<void> {
  constructor(
    readonly caller: AccountHolder,
    readonly email: string,
    readonly password: string,
  ) {
    super();
  }
}

@CommandHandler(ChangeEmail)
export class ChangeEmailHandler implements ICommandHandler<ChangeEmail> {
  constructor(
    private readonly accounts: Accounts,
    private readonly currentPassword: CurrentPassword,
    private readonly admission: Admission,
    private readonly allowances: Allowances,
    private readonly digests: Digests,
    private readonly mails: AccountMails,
    private readonly mail: AccountMail,
    private readonly jobs: Jobs,
    private readonly log: Log,
  ) {}

  async execute({ caller: { id, address }, email, password }: ChangeEmail): Promise<void> {
    const account = await this.accounts.find(id);
    if (account === undefined) throw new Rejection('NOT_FOUND', { variant: 'account' });
    await this.admission.run(address, () => this.currentPassword.verified(account, password, address));
    if (email === account.email) return;
    const seconds = await this.allowances.take(this.digests.of('email-change', id), REQUESTED_MAILS);
    if (seconds > 0)
      throw new Rejection('RATE_LIMITED', { variant: 'mails', values: { seconds }, retryAfter: seconds });
    if (await this.accounts.emailIsTaken(email)) throw new Rejection('EMAIL_TAKEN');
    if (this.mail.isAvailable) {
      await this.mails.requestEmailChange(id, email);
      this.jobs.wake(SEND_ACCOUNT_MAIL);
    } else {
      await this.accounts.change(id, (state) => decideEmail(state, email, false));
      this.log.info('the e-mail address of an account was changed', { accountId: id });
    }
  }
}
