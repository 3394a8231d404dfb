import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { Log, type ReadVersions } from '#platform';
import { decideChange, type AccountState, type ChangeOfAccount } from '../domain/account.js';
import { Accounts } from '../ports/accounts.js';
import { OperatorActions, type Admin } from '../ports/operator-actions.js';

export class AdministerAccount extends Command<AccountState> {
  constructor(
    readonly admin: Admin,
    readonly accountId: string,
    readonly change: ChangeOfAccount,
    readonly read: ReadVersions,
  ) {
    super();
  }
}

@CommandHandler(AdministerAccount)
export class AdministerAccountHandler implements ICommandHandler<AdministerAccount> {
  constructor(
    private readonly accounts: Accounts,
    private readonly actions: OperatorActions,
    private readonly log: Log,
  ) {}

  async execute({ admin, accountId, change, read }: AdministerAccount): Promise<AccountState> {
    const { role, disabled } = change;
    const details = { fields: Object.keys(change), role, disabled };
    const action = { action: 'ACCOUNT_CHANGED', subject: accountId, details } as const;
    return this.actions.record(admin, action, async () => {
      const changed = await this.accounts.change(accountId, (state) => {
        if (read !== 'any' && !read.includes(state.version))
          throw new Rejection('PRECONDITION_FAILED', { variant: 'account' });
        return decideChange(state, change);
      });
      if (changed === undefined) throw new Rejection('NOT_FOUND', { variant: 'account-id' });
      this.log.info('an admin changed an account', { adminId: admin.id, accountId, ...details });
      return changed;
    });
  }
}
