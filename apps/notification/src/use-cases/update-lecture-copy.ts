import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { LectureState } from '#contracts';
import { applyLectureState } from '../domain/lecture-change.js';
import { LectureCopies } from '../ports/copies.js';

export class UpdateLectureCopy extends Command<'kept' | 'stale'> {
  constructor(
    readonly lecture: LectureState,
    readonly sequence: number,
    readonly isChange: boolean,
  ) {
    super();
  }
}

@CommandHandler(UpdateLectureCopy)
export class UpdateLectureCopyHandler implements ICommandHandler<UpdateLectureCopy> {
  constructor(private readonly lectures: LectureCopies) {}

  execute({ lecture, sequence, isChange }: UpdateLectureCopy): Promise<'kept' | 'stale'> {
    return this.lectures.change(lecture.id, (copy) => applyLectureState(copy, lecture, sequence, isChange));
  }
}
