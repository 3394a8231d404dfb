import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { Jobs } from '#platform';
import { REQUESTED_MAILS } from '../domain/email-verification.js';
import { Accounts } from '../ports/accounts.js';
import { Allowances } from '../ports/allowances.js';
import { Digests } from '../ports/digests.js';
import { EmailVerifications } from '../ports/email-verifications.js';
import { SEND_ACCOUNT_MAIL } from './send-account-mail.js';

export class RequestEmailVerification extends Command<void> {
  constructor(readonly accountId: string) {
    super();
  }
}

@CommandHandler(RequestEmailVerification)
export class RequestEmailVerificationHandler implements ICommandHandler<RequestEmailVerification> {
  constructor(
    private readonly accounts: Accounts,
    private readonly verifications: EmailVerifications,
    private readonly allowances: Allowances,
    private readonly digests: Digests,
    private readonly jobs: Jobs,
  ) {}

  async execute({ accountId }: RequestEmailVerification): Promise<void> {
    const account = await this.accounts.find(accountId);
    if (account === undefined) throw new Rejection('NOT_FOUND', { variant: 'account' });
    if (account.emailVerified !== false) return;
    const seconds = await this.allowances.take(this.digests.of('verification', account.email), REQUESTED_MAILS);
    if (seconds > 0)
      throw new Rejection('RATE_LIMITED', { variant: 'mails', values: { seconds }, retryAfter: seconds });
    await this.verifications.request(accountId);
    this.jobs.wake(SEND_ACCOUNT_MAIL);
  }
}
