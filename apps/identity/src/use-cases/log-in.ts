import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { Clock, Ids } from '#platform';
import type { AccountState } from '../domain/account.js';
import { beginSession } from '../domain/session.js';
import { AccessTokens, RefreshTokens } from '../ports/tokens.js';
import { Accounts } from '../ports/accounts.js';
import { granted, type Granted } from './granted.js';
import { LoginSlowDown } from './login-slow-down.js';
import { Passwords } from '../ports/passwords.js';
import { Sessions } from '../ports/sessions.js';

export class LogIn extends Command<Granted> {
  constructor(
    readonly email: string,
    readonly password: string,
    readonly address: string,
  ) {
    super();
  }
}

@CommandHandler(LogIn)
export class LogInHandler implements ICommandHandler<LogIn> {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly slowDown: LoginSlowDown,
    private readonly sessions: Sessions,
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute({ email, password, address }: LogIn): Promise<Granted> {
    const account = await this.slowDown.admit({ email, address }, () => this.ownerOf(email, password));
    if (account === undefined) throw new Rejection('BAD_CREDENTIALS');
    const access = await this.accessTokens.issue(account);
    const refreshToken = this.refreshTokens.make();
    const digest = this.refreshTokens.digestOf(refreshToken);
    await this.sessions.begin(beginSession(this.ids.next(), account.id, digest, this.clock.now()));
    return granted(access, refreshToken, account);
  }

  // An unknown e-mail costs as much time as a wrong password, so that nobody learns who has an account.
  private async ownerOf(email: string, password: string): Promise<AccountState | undefined> {
    const credentials = await this.accounts.credentialsOf(email);
    const matches = await this.passwords.matches(password, credentials?.passwordHash);
    return matches ? credentials?.account : undefined;
  }
}
