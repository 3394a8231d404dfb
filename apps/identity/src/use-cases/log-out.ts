import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { decideRevoke } from '../domain/session.js';
import { Sessions } from '../ports/sessions.js';
import { digestOf } from './session-tokens.js';

export class LogOut extends Command<void> {
  constructor(readonly refreshToken: string) {
    super();
  }
}

@CommandHandler(LogOut)
export class LogOutHandler implements ICommandHandler<LogOut> {
  constructor(
    private readonly sessions: Sessions,
    private readonly clock: Clock,
  ) {}

  async execute({ refreshToken }: LogOut): Promise<void> {
    await this.sessions.change(digestOf(refreshToken), (session) => ({
      session: decideRevoke(session, this.clock.now()),
    }));
  }
}
