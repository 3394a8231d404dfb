import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Log } from '#platform';
import { decideOpen } from '../domain/open-lecture.js';
import { DEMO_INSTRUCTOR, demoLectureId, demoLectures } from './demo-lectures.js';
import { KnownAccounts } from './known-accounts.js';
import { Lectures } from './lectures.js';

/** The demo lectures where there has never been a lecture, as soon as the account of who gives them is known. */
export class OpenDemoLectures extends Command<'done' | 'too early'> {}

@CommandHandler(OpenDemoLectures)
export class OpenDemoLecturesHandler implements ICommandHandler<OpenDemoLectures> {
  constructor(
    private readonly lectures: Lectures,
    private readonly accounts: KnownAccounts,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async execute(): Promise<'done' | 'too early'> {
    if (await this.lectures.hasAny()) return 'done';
    const account = await this.accounts.instructorAt(DEMO_INSTRUCTOR);
    if (account === undefined) return 'too early';
    const teacher = { id: account.id, name: account.name };
    const now = this.clock.now();
    const decisions = demoLectures(now).map((each, n) => decideOpen(demoLectureId(n), teacher, each, now));
    if ((await this.lectures.openAll(decisions)) === 'opened') {
      this.log.info('the demo lectures are there', { lectures: decisions.length });
    }
    return 'done';
  }
}
