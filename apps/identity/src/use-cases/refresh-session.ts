import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { Log } from '#platform';
import { isDisabled } from '../domain/account.js';
import { decideRefresh } from '../domain/session.js';
import { AccessTokens } from '../ports/tokens.js';
import { Accounts } from '../ports/accounts.js';
import { digestOf, newSalt, sessionTokens, successorOf, type SessionTokens } from './session-tokens.js';
import { Sessions } from '../ports/sessions.js';
import { IdentitySettings } from '../settings.js';

export class RefreshSession extends Command<SessionTokens> {
  constructor(readonly refreshToken: string) {
    super();
  }
}

@CommandHandler(RefreshSession)
export class RefreshSessionHandler implements ICommandHandler<RefreshSession> {
  constructor(
    private readonly sessions: Sessions,
    private readonly accounts: Accounts,
    private readonly accessTokens: AccessTokens,
    private readonly settings: IdentitySettings,
    private readonly log: Log,
  ) {}

  async execute({ refreshToken }: RefreshSession): Promise<SessionTokens> {
    const salt = newSalt();
    const successor = { salt, digest: digestOf(successorOf(refreshToken, salt)) };
    const decision = await this.sessions.change(digestOf(refreshToken), (session, token, now) =>
      decideRefresh(session, token, successor, now, this.settings.SUGANG_SESSION_DAYS),
    );
    if (decision?.outcome === 'reused') {
      this.log.warn('a refresh token was reused; its session has been revoked', { sessionId: decision.session.id });
    }
    const usedSalt = decision?.token.successorSalt;
    const isGranted = decision?.outcome === 'refreshed' || decision?.outcome === 'repeated';
    if (!isGranted || !usedSalt) throw new Rejection('REFRESH_TOKEN_INVALID');
    const account = await this.accounts.find(decision.session.accountId);
    if (account === undefined || isDisabled(account)) throw new Rejection('REFRESH_TOKEN_INVALID');
    return sessionTokens(
      await this.accessTokens.issue(account, decision.session.id),
      successorOf(refreshToken, usedSalt),
      decision.session,
      account,
    );
  }
}
