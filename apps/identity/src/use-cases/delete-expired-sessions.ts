import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type JobResult } from '#platform';
import { expiredBefore } from '../domain/login-throttling.js';
import { FailedLogins, Sessions } from '../ports/sessions.js';

const BATCH = 500;

export class DeleteExpiredSessions extends Command<JobResult> {}

@CommandHandler(DeleteExpiredSessions)
export class DeleteExpiredSessionsHandler implements ICommandHandler<DeleteExpiredSessions> {
  constructor(
    private readonly sessions: Sessions,
    private readonly failedLogins: FailedLogins,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<JobResult> {
    const now = this.clock.now();
    const sessions = await this.sessions.deleteEndedBefore(now, BATCH);
    const failures = await this.failedLogins.deleteBefore(expiredBefore(now), BATCH);
    return sessions === BATCH || failures === BATCH ? 'more' : 'done';
  }
}
