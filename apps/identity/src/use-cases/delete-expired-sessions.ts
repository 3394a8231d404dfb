import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { JobResult } from '#platform';
import { expiredBefore } from '../domain/login-throttling.js';
import { FailedLogins, Sessions } from '../ports/sessions.js';
import { StoreTime } from '../ports/store-time.js';

const BATCH = 500;

export class DeleteExpiredSessions extends Command<JobResult> {}

@CommandHandler(DeleteExpiredSessions)
export class DeleteExpiredSessionsHandler implements ICommandHandler<DeleteExpiredSessions> {
  constructor(
    private readonly sessions: Sessions,
    private readonly failedLogins: FailedLogins,
    private readonly time: StoreTime,
  ) {}

  async execute(): Promise<JobResult> {
    const now = await this.time.now();
    const sessions = await this.sessions.deleteEndedBefore(now, BATCH);
    const failures = await this.failedLogins.deleteBefore(expiredBefore(now), BATCH);
    return sessions === BATCH || failures === BATCH ? 'more' : 'done';
  }
}
