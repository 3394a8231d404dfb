import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { Clock, Log } from '#platform';
import { decideRefresh } from '../domain/session.js';
import { AccessTokens } from '../ports/tokens.js';
import { Accounts } from '../ports/accounts.js';
import { digestOf, newRefreshToken, sessionTokens, type SessionTokens } from './session-tokens.js';
import { Sessions } from '../ports/sessions.js';

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
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async execute({ refreshToken }: RefreshSession): Promise<SessionTokens> {
    const presented = digestOf(refreshToken);
    const next = newRefreshToken();
    const digest = digestOf(next);
    const decision = await this.sessions.change(presented, (session) =>
      decideRefresh(session, presented, digest, this.clock.now()),
    );
    if (decision?.outcome === 'reused') {
      this.log.warn('a refresh token was reused; its session has been revoked', { sessionId: decision.session.id });
    }
    if (decision?.outcome !== 'refreshed') throw new Rejection('REFRESH_TOKEN_INVALID');
    const account = await this.accounts.find(decision.session.accountId);
    if (account === undefined) throw new Rejection('REFRESH_TOKEN_INVALID');
    return sessionTokens(await this.accessTokens.issue(account), next, account);
  }
}
