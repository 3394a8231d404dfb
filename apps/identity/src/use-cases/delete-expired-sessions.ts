import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type JobResult } from '#platform';
import { expiredBefore } from '../domain/login-throttling.js';
import { Allowances } from '../ports/allowances.js';
import { FailedLogins, KnownNetworks, Sessions } from '../ports/sessions.js';

const BATCH = 500;
const KNOWN_FOR_MS = 180 * 24 * 60 * 60 * 1000;

export class DeleteExpiredSessions extends Command<JobResult> {}

@CommandHandler(DeleteExpiredSessions)
export class DeleteExpiredSessionsHandler implements ICommandHandler<DeleteExpiredSessions> {
  constructor(
    private readonly sessions: Sessions,
    private readonly failedLogins: FailedLogins,
    private readonly knownNetworks: KnownNetworks,
    private readonly allowances: Allowances,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<JobResult> {
    const now = this.clock.now();
    const sessions = await this.sessions.deleteEndedBefore(now, BATCH);
    const failures = await this.failedLogins.deleteBefore(expiredBefore(now), BATCH);
    const networks = await this.knownNetworks.deleteBefore(new Date(now.getTime() - KNOWN_FOR_MS), BATCH);
    const allowances = await this.allowances.deleteFull(now, BATCH);
    return [sessions, failures, networks, allowances].includes(BATCH) ? 'more' : 'done';
  }
}
