import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { Log } from '#platform';
import { Sessions } from '../ports/sessions.js';

export class EndSessions extends Command<void> {
  constructor(
    readonly accountId: string,
    readonly which: { id: string } | 'all',
  ) {
    super();
  }
}

@CommandHandler(EndSessions)
export class EndSessionsHandler implements ICommandHandler<EndSessions> {
  constructor(
    private readonly sessions: Sessions,
    private readonly log: Log,
  ) {}

  async execute({ accountId, which }: EndSessions): Promise<void> {
    if (which === 'all') await this.sessions.endAll(accountId);
    else if (!(await this.sessions.end(accountId, which.id))) throw new Rejection('NOT_FOUND', { variant: 'session' });
    const sessionId = which === 'all' ? 'all' : which.id;
    this.log.info('sessions were ended by their owner', { accountId, sessionId });
  }
}
