import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { LectureState } from '#contracts';
import { keepLecture } from '../domain/lecture-news.js';
import { KnownLectures } from './known-lectures.js';

export class KeepLecture extends Command<'kept' | 'stale'> {
  constructor(
    readonly lecture: LectureState,
    readonly sequence: number,
    /** The state is news of a change, not one that students have already heard of. */
    readonly isChange: boolean,
  ) {
    super();
  }
}

@CommandHandler(KeepLecture)
export class KeepLectureHandler implements ICommandHandler<KeepLecture> {
  constructor(private readonly lectures: KnownLectures) {}

  execute({ lecture, sequence, isChange }: KeepLecture): Promise<'kept' | 'stale'> {
    return this.lectures.change(lecture.id, (known) => keepLecture(known, lecture, sequence, isChange));
  }
}
