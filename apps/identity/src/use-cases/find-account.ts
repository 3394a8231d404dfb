import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { type AccountState } from '../domain/account.js';
import { Accounts } from '../ports/accounts.js';

export class FindAccount extends Query<AccountState> {
  constructor(
    readonly id: string,
    readonly unknown: 'account' | 'account-id' = 'account',
  ) {
    super();
  }
}

@QueryHandler(FindAccount)
export class FindAccountHandler implements IQueryHandler<FindAccount> {
  constructor(private readonly accounts: Accounts) {}

  async execute({ id, unknown }: FindAccount): Promise<AccountState> {
    const account = await this.accounts.find(id);
    if (account === undefined) throw new Rejection('NOT_FOUND', { variant: unknown });
    return account;
  }
}
