import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { AccountState } from '../domain/account.js';
import { Accounts, type AccountFilter } from '../ports/accounts.js';

export class ListAccounts extends Query<AccountState[]> {
  constructor(
    readonly filter: AccountFilter,
    readonly limit: number,
    readonly before?: string,
  ) {
    super();
  }
}

@QueryHandler(ListAccounts)
export class ListAccountsHandler implements IQueryHandler<ListAccounts> {
  constructor(private readonly accounts: Accounts) {}

  execute({ filter, limit, before }: ListAccounts): Promise<AccountState[]> {
    return this.accounts.list(filter, limit, before);
  }
}
