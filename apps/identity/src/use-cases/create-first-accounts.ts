import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRejection } from '#contracts';
import { Log } from '#platform';
import { Accounts } from '../ports/accounts.js';
import { NewAccounts, type NewAccount } from './create-account.js';

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
    const requested = [...firstAdmin, ...demo.filter((account) => account.email !== firstAdmin[0]?.email)];
    if (requested.length === 0) return;
    try {
      const records = await Promise.all(requested.map((account) => this.newAccounts.prepare(account)));
      await this.accounts.open(records);
    } catch (error) {
      // Another replica that started at the same time created them first.
      if (isRejection(error) && error.code === 'EMAIL_TAKEN' && (await this.accounts.hasAdmin())) return;
      throw error;
    }
    this.log.info('created the first accounts', { admin: firstAdmin.length, demo: demo.length });
  }
}

const asAdmin = ({ email, password }: { email: string; password: string }): NewAccount => ({
  email: email.toLowerCase(),
  password,
  name: 'Admin',
  role: 'admin',
});

export const DEMO_PASSWORD = 'sugang-demo';
const password = DEMO_PASSWORD;

const demoAccounts: NewAccount[] = [
  { email: 'admin@sugang.dev', password, name: 'Admin', role: 'admin' },
  { email: 'park@sugang.dev', password, name: 'Dr. Park', role: 'instructor' },
  { email: 'mina@sugang.dev', password, name: 'Mina', role: 'student' },
  { email: 'joon@sugang.dev', password, name: 'Joon', role: 'student' },
];
