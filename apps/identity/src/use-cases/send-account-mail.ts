import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Log, type JobResult } from '#platform';
import { nextAttemptAt } from '../domain/email-verification.js';
import { AccountMails, type AccountMailAttempt } from '../ports/account-mails.js';
import { AccountMail, EmailVerifications, type OutgoingAccountMail } from '../ports/email-verifications.js';
import { digestOf, newRefreshToken } from './session-tokens.js';

export const SEND_ACCOUNT_MAIL = 'send-account-mail';

const BATCH = 20;

type StartedMail = Pick<AccountMailAttempt, 'to' | 'account' | 'attempts'> & Pick<OutgoingAccountMail, 'kind'>;

/** Each attempt has its own token: no event, row or log ever contains one, so a retry cannot repeat it. */
export class SendAccountMail extends Command<JobResult> {}

@CommandHandler(SendAccountMail)
export class SendAccountMailHandler implements ICommandHandler<SendAccountMail> {
  constructor(
    private readonly verifications: EmailVerifications,
    private readonly mails: AccountMails,
    private readonly mail: AccountMail,
    private readonly log: Log,
  ) {}

  async execute(): Promise<JobResult> {
    if (!this.mail.isAvailable) return 'done';
    const tokens = new Map<string, string>();
    const newDigest = (id: string) => {
      const token = newRefreshToken();
      tokens.set(id, token);
      return digestOf(token);
    };
    const verifications = await this.verifications.startDue(BATCH, newDigest, nextAttemptAt);
    const { started, more } = await this.mails.startDue(BATCH, newDigest, nextAttemptAt);
    await Promise.all([
      ...verifications.map(({ account, attempts }) => {
        const mail = { kind: 'verification', to: account.email, account, attempts } as const;
        const token = tokens.get(account.id)!;
        return this.send(mail, token, () => this.verifications.sent(account.id, digestOf(token)));
      }),
      ...started.map((mail) => {
        const token = tokens.get(mail.id)!;
        return this.send(mail, token, () => this.mails.sent(mail.id, digestOf(token)));
      }),
    ]);
    return more || verifications.length === BATCH ? 'more' : 'done';
  }

  private async send(
    { kind, to, account, attempts }: StartedMail,
    token: string,
    sent: () => Promise<void>,
  ): Promise<void> {
    try {
      await this.mail.send({ kind, to, locale: account.locale, token });
      await sent();
    } catch (error) {
      this.log.warn('an account mail could not be sent', { kind, accountId: account.id, attempts, error });
    }
  }
}
