import { Injectable } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection, type Locale, type Role } from '#contracts';
import { Clock, Ids, type IdempotencyTicket } from '#platform';
import { decideOpen, type AccountState } from '../domain/account.js';
import { rejectWeakPassword } from '../domain/password-strength.js';
import { Accounts, type NewAccountRecord } from '../ports/accounts.js';
import { CommonPasswords, Passwords } from '../ports/passwords.js';

export interface NewAccount {
  email: string;
  password: string;
  name: string;
  role: Role;
  locale?: Locale | undefined;
  emailVerified?: false | undefined;
}

@Injectable()
export class NewAccounts {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly commonPasswords: CommonPasswords,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async open(request: NewAccount, ticket?: IdempotencyTicket): Promise<AccountState> {
    const account = await this.prepare(request);
    await this.accounts.open([account], ticket);
    return account.decision.state;
  }

  async prepare({ password, ...request }: NewAccount): Promise<NewAccountRecord> {
    const common = await this.commonPasswords.load();
    rejectWeakPassword(password, request, (folded) => common.has(folded));
    if (await this.accounts.emailIsTaken(request.email)) throw new Rejection('EMAIL_TAKEN');
    const passwordHash = await this.passwords.hash(password);
    return { decision: decideOpen({ id: this.ids.next(), ...request }, this.clock.now()), passwordHash };
  }
}

export class CreateAccount extends Command<AccountState> {
  constructor(
    readonly request: NewAccount,
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

  async execute({ request, ticket }: CreateAccount): Promise<AccountState> {
    const created = ticket?.resourceId === undefined ? undefined : await this.accounts.find(ticket.resourceId);
    return created ?? this.newAccounts.open(request, ticket);
  }
}
