import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Log } from '#platform';
import { decideRefresh, refreshTokenInvalid } from '../domain/session.js';
import { AccessTokens, RefreshTokens } from '../ports/tokens.js';
import { Accounts } from '../ports/accounts.js';
import { granted, type Granted } from './granted.js';
import { Sessions } from '../ports/sessions.js';

export class RefreshSession extends Command<Granted> {
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
    private readonly refreshTokens: RefreshTokens,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async execute({ refreshToken }: RefreshSession): Promise<Granted> {
    const presented = this.refreshTokens.digestOf(refreshToken);
    const next = this.refreshTokens.make();
    const digest = this.refreshTokens.digestOf(next);
    const decision = await this.sessions.change(presented, (session) =>
      decideRefresh(session, presented, digest, this.clock.now()),
    );
    if (decision?.outcome === 'reused') {
      this.log.warn('a used refresh token came back: its session is revoked', { sessionId: decision.session.id });
    }
    if (decision?.outcome !== 'refreshed') throw refreshTokenInvalid();
    const account = await this.accounts.find(decision.session.accountId);
    if (account === undefined) throw refreshTokenInvalid();
    return granted(await this.accessTokens.issue(account), next, account);
  }
}
