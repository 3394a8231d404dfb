import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRejection } from '#contracts';
import { Log } from '#platform';
import { Accounts } from '../ports/accounts.js';
import { demoAccounts } from './demo-accounts.js';
import { NewAccounts, type NewAccount } from './new-accounts.js';

/** The first admin where there is none, and the demo accounts where the store is empty. */
export class CreateFirstAccounts extends Command<void> {
  constructor(
    readonly admin: { email: string; password: string } | undefined,
    readonly withDemo: boolean,
  ) {
    super();
  }
}

@CommandHandler(CreateFirstAccounts)
export class CreateFirstAccountsHandler implements ICommandHandler<CreateFirstAccounts> {
  constructor(
    private readonly accounts: Accounts,
    private readonly newAccounts: NewAccounts,
    private readonly log: Log,
  ) {}

  async execute({ admin, withDemo }: CreateFirstAccounts): Promise<void> {
    const firstAdmin = admin && !(await this.accounts.hasAdmin()) ? [asAdmin(admin)] : [];
    const demo = withDemo && !(await this.accounts.hasAny()) ? demoAccounts : [];
    const wanted = [...firstAdmin, ...demo.filter((account) => account.email !== firstAdmin[0]?.email)];
    if (wanted.length === 0) return;
    try {
      const opened = await Promise.all(wanted.map((account) => this.newAccounts.prepare(account)));
      await this.accounts.open(opened);
    } catch (error) {
      // Another replica that started at the same time was faster.
      if (isRejection(error) && error.code === 'EMAIL_TAKEN' && (await this.accounts.hasAdmin())) return;
      throw error;
    }
    this.log.info('the first accounts are there', { admin: firstAdmin.length, demo: demo.length });
  }
}

const asAdmin = ({ email, password }: { email: string; password: string }): NewAccount => ({
  email: email.toLowerCase(),
  password,
  name: 'Admin',
  role: 'admin',
});
