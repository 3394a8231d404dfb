import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { Jobs, Log } from '#platform';
import { AccountMails } from '../ports/account-mails.js';
import { SEND_ACCOUNT_MAIL } from './send-account-mail.js';
import { digestOf } from './session-tokens.js';

export class ConfirmEmailChange extends Command<void> {
  constructor(readonly token: string) {
    super();
  }
}

@CommandHandler(ConfirmEmailChange)
export class ConfirmEmailChangeHandler implements ICommandHandler<ConfirmEmailChange> {
  constructor(
    private readonly mails: AccountMails,
    private readonly jobs: Jobs,
    private readonly log: Log,
  ) {}

  async execute({ token }: ConfirmEmailChange): Promise<void> {
    const account = await this.mails.redeemEmailChange(digestOf(token));
    if (account === undefined) throw new Rejection('TOKEN_INVALID');
    this.jobs.wake(SEND_ACCOUNT_MAIL);
    this.log.info('the e-mail address of an account was changed', { accountId: account.id });
  }
}
