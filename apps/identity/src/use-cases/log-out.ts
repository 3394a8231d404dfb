import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
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
  constructor(private readonly sessions: Sessions) {}

  async execute({ refreshToken }: LogOut): Promise<void> {
    await this.sessions.change(digestOf(refreshToken), (session, _token, now) => ({
      session: decideRevoke(session, now),
    }));
  }
}
