import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { Ids, Log } from '#platform';
import type { AccountState } from '../domain/account.js';
import { beginSession } from '../domain/session.js';
import { AccessTokens } from '../ports/tokens.js';
import { Accounts } from '../ports/accounts.js';
import { Admission } from './admission.js';
import { digestOf, newRefreshToken, sessionTokens, type SessionTokens } from './session-tokens.js';
import { LoginThrottle } from './login-throttle.js';
import { Passwords } from '../ports/passwords.js';
import { Sessions } from '../ports/sessions.js';
import { IdentitySettings } from '../settings.js';

export class LogIn extends Command<SessionTokens> {
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
    private readonly admission: Admission,
    private readonly throttle: LoginThrottle,
    private readonly sessions: Sessions,
    private readonly accessTokens: AccessTokens,
    private readonly settings: IdentitySettings,
    private readonly ids: Ids,
    private readonly log: Log,
  ) {}

  async execute({ email, password, address }: LogIn): Promise<SessionTokens> {
    const account = await this.admission.run(address, () =>
      this.throttle.attempt({ email, address }, () => this.ownerOf(email, password)),
    );
    if (account === undefined) {
      this.log.info('a login was rejected');
      throw new Rejection('BAD_CREDENTIALS');
    }
    const access = await this.accessTokens.issue(account);
    const refreshToken = newRefreshToken();
    const digest = digestOf(refreshToken);
    const id = this.ids.next();
    const session = await this.sessions.begin((now) =>
      beginSession(id, account.id, digest, now, this.settings.SUGANG_SESSION_DAYS),
    );
    this.log.info('an account has signed in', { accountId: account.id, sessionId: id });
    return sessionTokens(access, refreshToken, session, account);
  }

  // An unknown e-mail address takes as long as a wrong password, so that the duration does not reveal accounts.
  private async ownerOf(email: string, password: string): Promise<AccountState | undefined> {
    const credentials = await this.accounts.credentialsOf(email);
    const matches = await this.passwords.matches(password, credentials?.passwordHash);
    return matches ? credentials?.account : undefined;
  }
}
