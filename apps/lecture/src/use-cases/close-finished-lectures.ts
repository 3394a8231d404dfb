import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { decideClose } from '../domain/close-lecture.js';
import { Lectures } from './lectures.js';

const BATCH = 100;

/** Closes a batch of lectures whose last session is over; answers whether there may be more. */
export class CloseFinishedLectures extends Command<'done' | 'more'> {}

@CommandHandler(CloseFinishedLectures)
export class CloseFinishedLecturesHandler implements ICommandHandler<CloseFinishedLectures> {
  constructor(
    private readonly lectures: Lectures,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<'done' | 'more'> {
    const now = this.clock.now();
    const finished = await this.lectures.finishedBy(now, BATCH);
    for (const id of finished) await this.lectures.change(id, (lecture) => decideClose(lecture, now));
    return finished.length === BATCH ? 'more' : 'done';
  }
}
