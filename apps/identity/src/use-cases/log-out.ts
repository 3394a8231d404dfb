import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { decideRevoke } from '../domain/session.js';
import { RefreshTokens } from '../ports/tokens.js';
import { Sessions } from '../ports/sessions.js';

/** Ends the session of a refresh token; where there is none, there is nothing to end. */
export class LogOut extends Command<void> {
  constructor(readonly refreshToken: string) {
    super();
  }
}

@CommandHandler(LogOut)
export class LogOutHandler implements ICommandHandler<LogOut> {
  constructor(
    private readonly sessions: Sessions,
    private readonly refreshTokens: RefreshTokens,
    private readonly clock: Clock,
  ) {}

  async execute({ refreshToken }: LogOut): Promise<void> {
    await this.sessions.change(this.refreshTokens.digestOf(refreshToken), (session) => ({
      session: decideRevoke(session, this.clock.now()),
    }));
  }
}
