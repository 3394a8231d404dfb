import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { IdempotencyTicket } from '#platform';
import type { AccountState } from '../domain/account.js';
import { Accounts } from '../ports/accounts.js';
import { NewAccounts, type NewAccount } from './new-accounts.js';

/** An admin opens an account of any role for somebody else. */
export class CreateAccount extends Command<AccountState> {
  constructor(
    readonly wanted: NewAccount,
    readonly ticket?: IdempotencyTicket,
  ) {
    super();
  }
}

@CommandHandler(CreateAccount)
export class CreateAccountHandler implements ICommandHandler<CreateAccount> {
  constructor(
    private readonly accounts: Accounts,
    private readonly newAccounts: NewAccounts,
  ) {}

  async execute({ wanted, ticket }: CreateAccount): Promise<AccountState> {
    const created = ticket?.resourceId === undefined ? undefined : await this.accounts.find(ticket.resourceId);
    return created ?? this.newAccounts.open(wanted, ticket);
  }
}
