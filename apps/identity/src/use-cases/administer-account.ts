import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { Log, type ReadVersions } from '#platform';
import { decideChange, type AccountState, type ChangeOfAccount } from '../domain/account.js';
import { Accounts } from '../ports/accounts.js';

export class AdministerAccount extends Command<AccountState> {
  constructor(
    readonly adminId: string,
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
    private readonly log: Log,
  ) {}

  async execute({ adminId, accountId, change, read }: AdministerAccount): Promise<AccountState> {
    const changed = await this.accounts.change(accountId, (state) => {
      if (read !== 'any' && !read.includes(state.version))
        throw new Rejection('PRECONDITION_FAILED', { variant: 'account' });
      return decideChange(state, change);
    });
    if (changed === undefined) throw new Rejection('NOT_FOUND', { variant: 'account-id' });
    const { role, disabled } = change;
    const fields = Object.keys(change);
    this.log.info('an admin changed an account', { adminId, accountId, fields, role, disabled });
    return changed;
  }
}
