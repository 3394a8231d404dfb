import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRejection, Rejection, type Locale } from '#contracts';
import { Jobs, networkOf, type IdempotencyTicket } from '#platform';
import type { AccountState } from '../domain/account.js';
import { hourly } from '../domain/allowance.js';
import { Accounts } from '../ports/accounts.js';
import { Allowances } from '../ports/allowances.js';
import { Digests } from '../ports/digests.js';
import { AccountMail } from '../ports/email-verifications.js';
import { IdentitySettings } from '../settings.js';
import { Admission } from './admission.js';
import { NewAccounts } from './create-account.js';
import { SEND_ACCOUNT_MAIL } from './send-account-mail.js';

export class SignUp extends Command<AccountState> {
  constructor(
    readonly request: { email: string; password: string; name: string; locale?: Locale | undefined },
    readonly address: string,
    readonly ticket?: IdempotencyTicket,
  ) {
    super();
  }
}

@CommandHandler(SignUp)
export class SignUpHandler implements ICommandHandler<SignUp> {
  constructor(
    private readonly admission: Admission,
    private readonly accounts: Accounts,
    private readonly newAccounts: NewAccounts,
    private readonly allowances: Allowances,
    private readonly digests: Digests,
    private readonly mail: AccountMail,
    private readonly jobs: Jobs,
    private readonly settings: IdentitySettings,
  ) {}

  async execute({ request, address, ticket }: SignUp): Promise<AccountState> {
    const created = ticket?.resourceId === undefined ? undefined : await this.accounts.find(ticket.resourceId);
    if (created !== undefined) return created;
    return this.admission.run(address, () =>
      this.withinAllowance(networkOf(address, 48), () => this.open(request, ticket)),
    );
  }

  private async open(request: SignUp['request'], ticket?: IdempotencyTicket): Promise<AccountState> {
    const emailVerified = this.mail.isAvailable ? false : undefined;
    const account = await this.newAccounts.open({ ...request, role: 'student', emailVerified }, ticket);
    if (emailVerified === false) this.jobs.wake(SEND_ACCOUNT_MAIL);
    return account;
  }

  // An address that is taken counts, too: the answer reveals that the account exists.
  private async withinAllowance<T>(network: string, signUp: () => Promise<T>): Promise<T> {
    if (this.settings.SUGANG_RATE_LIMIT === 'off') return signUp();
    const allowance = hourly(this.settings.SUGANG_SIGN_UPS_PER_HOUR);
    const key = this.digests.of('sign-up', network);
    const seconds = await this.allowances.take(key, allowance);
    if (seconds > 0)
      throw new Rejection('RATE_LIMITED', { variant: 'sign-ups', values: { seconds }, retryAfter: seconds });
    try {
      return await signUp();
    } catch (error) {
      if (!isRejection(error) || error.code !== 'EMAIL_TAKEN') await this.allowances.giveBack(key, allowance);
      throw error;
    }
  }
}
