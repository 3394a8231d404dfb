import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Log, type JobResult } from '#platform';
import { decideOpen } from '../domain/open-lecture.js';
import { DEMO_INSTRUCTOR, demoLectureId, demoLectures } from './demo-lectures.js';
import { KnownAccounts } from '../ports/known-accounts.js';
import { Lectures } from '../ports/lectures.js';

/** Opens the demo lectures if there has never been a lecture, once the account of their instructor has arrived. */
export class OpenDemoLectures extends Command<JobResult> {}

@CommandHandler(OpenDemoLectures)
export class OpenDemoLecturesHandler implements ICommandHandler<OpenDemoLectures> {
  constructor(
    private readonly lectures: Lectures,
    private readonly accounts: KnownAccounts,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async execute(): Promise<JobResult> {
    if (await this.lectures.hasAny()) return 'finished';
    const account = await this.accounts.instructorAt(DEMO_INSTRUCTOR);
    if (account === undefined) return 'done';
    const teacher = { id: account.id, name: account.name };
    const now = this.clock.now();
    const decisions = demoLectures(now).map((each, n) => decideOpen(demoLectureId(n), teacher, each, now));
    if ((await this.lectures.openAll(decisions)) === 'opened') {
      this.log.info('Opened the demo lectures.', { lectures: decisions.length });
    }
    return 'finished';
  }
}
