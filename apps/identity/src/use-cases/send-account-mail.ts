import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Log, type JobResult } from '#platform';
import { nextAttemptAt } from '../domain/email-verification.js';
import { AccountMail, EmailVerifications, type VerificationAttempt } from '../ports/email-verifications.js';
import { digestOf, newRefreshToken } from './session-tokens.js';

export const SEND_ACCOUNT_MAIL = 'send-account-mail';

const BATCH = 20;

/** Each attempt has its own token: no event, row or log ever contains one, so a retry cannot repeat it. */
export class SendAccountMail extends Command<JobResult> {}

@CommandHandler(SendAccountMail)
export class SendAccountMailHandler implements ICommandHandler<SendAccountMail> {
  constructor(
    private readonly verifications: EmailVerifications,
    private readonly mail: AccountMail,
    private readonly log: Log,
  ) {}

  async execute(): Promise<JobResult> {
    if (!this.mail.isAvailable) return 'done';
    const tokens = new Map<string, string>();
    const newDigest = (accountId: string) => {
      const token = newRefreshToken();
      tokens.set(accountId, token);
      return digestOf(token);
    };
    const started = await this.verifications.startDue(BATCH, newDigest, nextAttemptAt);
    await Promise.all(started.map((attempt) => this.send(attempt, tokens.get(attempt.account.id)!)));
    return started.length === BATCH ? 'more' : 'done';
  }

  private async send({ account, attempts }: VerificationAttempt, token: string): Promise<void> {
    try {
      await this.mail.sendVerification(account, token);
      await this.verifications.sent(account.id, digestOf(token));
    } catch (error) {
      this.log.warn('an e-mail verification could not be sent', { accountId: account.id, attempts, error });
    }
  }
}
