import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Lecture, LectureState } from '#contracts';
import { Clock } from '#platform';
import { decideChange, type Changes } from '../domain/change-lecture.js';
import { requireReadVersion, type ReadVersions } from '../domain/change-lecture.js';
import type { Seated } from '../domain/seating.js';
import { requireOwnership, type Actor } from '../domain/teaching.js';
import { LectureLists } from '../ports/lecture-lists.js';
import { Lectures } from '../ports/lectures.js';

export class ChangeLecture extends Command<Lecture> {
  constructor(
    readonly actor: Actor,
    readonly id: string,
    readonly changes: Changes,
    readonly read: ReadVersions,
  ) {
    super();
  }
}

@CommandHandler(ChangeLecture)
export class ChangeLectureHandler implements ICommandHandler<ChangeLecture> {
  constructor(
    private readonly lectures: Lectures,
    private readonly lists: LectureLists,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, id, changes, read }: ChangeLecture): Promise<Lecture> {
    const change = (lecture: LectureState, enrolled: number, seated?: Seated) => {
      requireOwnership(actor, lecture);
      requireReadVersion(lecture, read);
      return decideChange(lecture, changes, enrolled, this.clock.now(), seated);
    };
    const { state } = await this.lectures.change(id, change, changes.seating !== undefined);
    return this.lists.shown(state);
  }
}
