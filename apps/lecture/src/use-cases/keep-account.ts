import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Account } from '#contracts';
import { KnownAccounts } from '../ports/known-accounts.js';

export class KeepAccount extends Command<'kept' | 'stale'> {
  constructor(
    readonly account: Account,
    readonly sequence: number,
  ) {
    super();
  }
}

@CommandHandler(KeepAccount)
export class KeepAccountHandler implements ICommandHandler<KeepAccount> {
  constructor(private readonly accounts: KnownAccounts) {}

  execute({ account, sequence }: KeepAccount): Promise<'kept' | 'stale'> {
    return this.accounts.keep(account, sequence);
  }
}
