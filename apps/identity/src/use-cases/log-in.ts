import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { Ids, Log } from '#platform';
import { isDisabled } from '../domain/account.js';
import { beginSession } from '../domain/session.js';
import { AccessTokens } from '../ports/tokens.js';
import { Accounts, type Credentials } from '../ports/accounts.js';
import { Admission } from './admission.js';
import { NewPasswords } from './change-password.js';
import { digestOf, newRefreshToken, sessionTokens, type SessionTokens } from './session-tokens.js';
import { LoginThrottle } from './login-throttle.js';
import { AccountMail } from '../ports/email-verifications.js';
import { Passwords } from '../ports/passwords.js';
import { Sessions } from '../ports/sessions.js';
import { IdentitySettings } from '../settings.js';

export interface LoginRequest {
  email: string;
  password: string;
  newPassword?: string | undefined;
}

export interface LoginClient {
  address: string;
  userAgent?: string | undefined;
}

export class LogIn extends Command<SessionTokens> {
  constructor(
    readonly request: LoginRequest,
    readonly client: LoginClient,
  ) {
    super();
  }
}

@CommandHandler(LogIn)
export class LogInHandler implements ICommandHandler<LogIn> {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly newPasswords: NewPasswords,
    private readonly admission: Admission,
    private readonly throttle: LoginThrottle,
    private readonly sessions: Sessions,
    private readonly accessTokens: AccessTokens,
    private readonly mail: AccountMail,
    private readonly settings: IdentitySettings,
    private readonly ids: Ids,
    private readonly log: Log,
  ) {}

  async execute({ request, client }: LogIn): Promise<SessionTokens> {
    const { email, password } = request;
    const owner = await this.admission.run(client.address, async () => {
      const found = await this.throttle.attempt({ email, address: client.address }, () =>
        this.ownerOf(email, password),
      );
      return found && this.withNewPassword(found, request);
    });
    if (owner === undefined) throw this.rejected();
    const { account, passwordHash } = owner;
    const id = this.ids.next();
    const access = await this.accessTokens.issue(account, id);
    const refreshToken = newRefreshToken();
    const opened = { id, accountId: account.id, token: digestOf(refreshToken), userAgent: client.userAgent };
    const session = await this.sessions.begin(passwordHash, (now) =>
      beginSession(opened, now, this.settings.SUGANG_SESSION_DAYS),
    );
    if (session === undefined) throw this.rejected();
    this.log.info('an account has signed in', { accountId: account.id, sessionId: id });
    return sessionTokens(access, refreshToken, session, account);
  }

  // An unknown e-mail address takes as long as a wrong password, so that the duration does not reveal accounts.
  private async ownerOf(email: string, password: string): Promise<Credentials | undefined> {
    const credentials = await this.accounts.credentialsOf(email);
    const matches = await this.passwords.matches(password, credentials?.passwordHash);
    return matches ? credentials : undefined;
  }

  private async withNewPassword(owner: Credentials, request: LoginRequest): Promise<Credentials | undefined> {
    const { account, passwordHash: from } = owner;
    const { password, newPassword } = request;
    if (isDisabled(account)) throw new Rejection('ACCOUNT_DISABLED');
    if (newPassword === undefined) {
      if (account.passwordChangeRequired) throw new Rejection('PASSWORD_CHANGE_REQUIRED');
      return owner;
    }
    await this.newPasswords.rejectWeak(newPassword, account, password);
    const to = await this.newPasswords.hash(newPassword);
    if (!(await this.accounts.replacePassword({ accountId: account.id, from, to, notify: this.mail.isAvailable })))
      return undefined;
    return this.accounts.credentialsOf(account.email);
  }

  private rejected(): Rejection {
    this.log.info('a login was rejected');
    return new Rejection('BAD_CREDENTIALS');
  }
}
