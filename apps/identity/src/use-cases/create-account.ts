import { Injectable } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection, type Locale, type Role } from '#contracts';
import { Clock, Ids, Log, type IdempotencyTicket } from '#platform';
import { decideOpen, type AccountState } from '../domain/account.js';
import { Accounts, type NewAccountRecord } from '../ports/accounts.js';
import { OperatorActions, type Admin } from '../ports/operator-actions.js';
import { NewPasswords } from './change-password.js';

export interface NewAccount {
  /** Absent: a new one. */
  id?: string;
  email: string;
  password: string;
  name: string;
  role: Role;
  locale?: Locale | undefined;
  emailVerified?: false | undefined;
  passwordChangeRequired?: true | undefined;
}

@Injectable()
export class NewAccounts {
  constructor(
    private readonly accounts: Accounts,
    private readonly newPasswords: NewPasswords,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async open(request: NewAccount, ticket?: IdempotencyTicket): Promise<AccountState> {
    const account = await this.prepare(request);
    await this.accounts.open([account], ticket);
    return account.decision.state;
  }

  async prepare({ password, ...request }: NewAccount): Promise<NewAccountRecord> {
    await this.newPasswords.rejectWeak(password, request);
    if (await this.accounts.emailIsTaken(request.email)) throw new Rejection('EMAIL_TAKEN');
    const passwordHash = await this.newPasswords.hash(password);
    return { decision: decideOpen({ id: this.ids.next(), ...request }, this.clock.now()), passwordHash };
  }
}

export class CreateAccount extends Command<AccountState> {
  constructor(
    readonly admin: Admin,
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
    private readonly actions: OperatorActions,
    private readonly ids: Ids,
    private readonly log: Log,
  ) {}

  async execute({ admin, request, ticket }: CreateAccount): Promise<AccountState> {
    const created = ticket?.resourceId === undefined ? undefined : await this.accounts.find(ticket.resourceId);
    if (created !== undefined) return created;
    const { role } = request;
    const id = this.ids.next();
    return this.actions.record(admin, { action: 'ACCOUNT_CREATED', subject: id, details: { role } }, async () => {
      const account = await this.newAccounts.open({ ...request, id }, ticket);
      this.log.info('an admin created an account', { adminId: admin.id, accountId: account.id, role });
      return account;
    });
  }
}
