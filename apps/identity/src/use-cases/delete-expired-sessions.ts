import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Metrics, type JobResult } from '#platform';
import { expiredBefore } from '../domain/login-throttling.js';
import { AccountMails } from '../ports/account-mails.js';
import { Allowances } from '../ports/allowances.js';
import { EmailVerifications } from '../ports/email-verifications.js';
import { FailedLogins, KnownNetworks, Sessions } from '../ports/sessions.js';
import { IdentitySettings } from '../settings.js';

const BATCH = 500;
const DAY_MS = 24 * 60 * 60 * 1000;

export class DeleteExpiredSessions extends Command<JobResult> {}

@CommandHandler(DeleteExpiredSessions)
export class DeleteExpiredSessionsHandler implements ICommandHandler<DeleteExpiredSessions> {
  constructor(
    private readonly sessions: Sessions,
    private readonly failedLogins: FailedLogins,
    private readonly knownNetworks: KnownNetworks,
    private readonly allowances: Allowances,
    private readonly verifications: EmailVerifications,
    private readonly mails: AccountMails,
    private readonly settings: IdentitySettings,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  async execute(): Promise<JobResult> {
    const now = this.clock.now();
    const knownSince = new Date(now.getTime() - this.settings.SUGANG_KNOWN_NETWORK_DAYS * DAY_MS);
    const deleted = {
      sessions: await this.sessions.deleteEndedBefore(now, BATCH),
      failed_logins: await this.failedLogins.deleteBefore(expiredBefore(now), BATCH),
      known_networks: await this.knownNetworks.deleteBefore(knownSince, BATCH),
      allowances: await this.allowances.deleteFull(now, BATCH),
      account_mails: await this.mails.deleteExpired(now, BATCH),
      email_verifications: await this.verifications.deleteExpired(now, BATCH),
    };
    for (const [table, count] of Object.entries(deleted)) this.metrics.countExpired(table, count);
    return Object.values(deleted).includes(BATCH) ? 'more' : 'done';
  }
}
