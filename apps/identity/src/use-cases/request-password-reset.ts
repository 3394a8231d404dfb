import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { Jobs, Log, networkOf, siteOf } from '#platform';
import { RESETS_OF_ADDRESS, RESETS_OF_SITE, RESETS_PER_HOUR_OF_NETWORK } from '../domain/account-mail.js';
import { hourly } from '../domain/allowance.js';
import { AccountMails } from '../ports/account-mails.js';
import { Allowances } from '../ports/allowances.js';
import { Digests } from '../ports/digests.js';
import { AccountMail } from '../ports/email-verifications.js';
import { IdentitySettings } from '../settings.js';
import { SEND_ACCOUNT_MAIL } from './send-account-mail.js';

/** Never reads the account, so that neither the response nor its duration reveals whether an account has the address. */
export class RequestPasswordReset extends Command<void> {
  constructor(
    readonly email: string,
    readonly address: string,
  ) {
    super();
  }
}

@CommandHandler(RequestPasswordReset)
export class RequestPasswordResetHandler implements ICommandHandler<RequestPasswordReset> {
  constructor(
    private readonly mails: AccountMails,
    private readonly mail: AccountMail,
    private readonly allowances: Allowances,
    private readonly digests: Digests,
    private readonly jobs: Jobs,
    private readonly settings: IdentitySettings,
    private readonly log: Log,
  ) {}

  async execute({ email, address }: RequestPasswordReset): Promise<void> {
    if (this.settings.SUGANG_RATE_LIMIT === 'on') await this.withinAllowances(email, address);
    if (!this.mail.isAvailable) {
      this.log.warn('a password reset was requested, but SUGANG_SMTP_URL is not set; no mail is sent');
      return;
    }
    await this.mails.requestReset(email);
    this.jobs.wake(SEND_ACCOUNT_MAIL);
  }

  private async withinAllowances(email: string, address: string): Promise<void> {
    const shares = [
      { key: ['reset-network', networkOf(address, 48)], allowance: hourly(RESETS_PER_HOUR_OF_NETWORK) },
      { key: ['reset-site', email, siteOf(address)], allowance: RESETS_OF_SITE },
      { key: ['reset', email], allowance: RESETS_OF_ADDRESS },
    ];
    for (const { key, allowance } of shares) {
      const seconds = await this.allowances.take(this.digests.of(...key), allowance);
      if (seconds > 0)
        throw new Rejection('RATE_LIMITED', { variant: 'mails', values: { seconds }, retryAfter: seconds });
    }
  }
}
