import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { decideChange, type AccountState, type ChangeOfAccount } from '../domain/account.js';
import { Accounts } from '../ports/accounts.js';

export class ChangeAccount extends Command<AccountState> {
  constructor(
    readonly id: string,
    readonly change: ChangeOfAccount,
  ) {
    super();
  }
}

@CommandHandler(ChangeAccount)
export class ChangeAccountHandler implements ICommandHandler<ChangeAccount> {
  constructor(private readonly accounts: Accounts) {}

  async execute({ id, change }: ChangeAccount): Promise<AccountState> {
    const changed = await this.accounts.change(id, (state) => decideChange(state, change));
    if (changed === undefined) throw new Rejection('NOT_FOUND', { variant: 'account' });
    return changed;
  }
}
