import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { forgottenBefore } from '../domain/login-slow-down.js';
import { FailedLogins } from '../ports/failed-logins.js';
import { Sessions } from '../ports/sessions.js';

const BATCH = 500;

/** Deletes a batch of sessions that are over and of failures that count no more; answers whether more are left. */
export class ForgetThePast extends Command<'done' | 'more'> {}

@CommandHandler(ForgetThePast)
export class ForgetThePastHandler implements ICommandHandler<ForgetThePast> {
  constructor(
    private readonly sessions: Sessions,
    private readonly failedLogins: FailedLogins,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<'done' | 'more'> {
    const now = this.clock.now();
    const sessions = await this.sessions.forgetEndedBefore(now, BATCH);
    const failures = await this.failedLogins.forgetBefore(forgottenBefore(now), BATCH);
    return sessions === BATCH || failures === BATCH ? 'more' : 'done';
  }
}
