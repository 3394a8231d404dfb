import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Lecture } from '#contracts';
import { Clock } from '#platform';
import { decideCancel } from '../domain/lecture.js';
import { requireOwnership, type Actor } from '../domain/teaching.js';
import { LectureLists } from '../ports/lecture-lists.js';
import { Lectures } from '../ports/lectures.js';

export interface Canceled {
  lecture: Lecture;
  again: boolean;
}

export class CancelLecture extends Command<Canceled> {
  constructor(
    readonly actor: Actor,
    readonly id: string,
    readonly reason: string,
  ) {
    super();
  }
}

@CommandHandler(CancelLecture)
export class CancelLectureHandler implements ICommandHandler<CancelLecture> {
  constructor(
    private readonly lectures: Lectures,
    private readonly lists: LectureLists,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, id, reason }: CancelLecture): Promise<Canceled> {
    const { state, events } = await this.lectures.change(id, (lecture) => {
      requireOwnership(actor, lecture);
      return decideCancel(lecture, reason, this.clock.now());
    });
    return { lecture: await this.lists.shown(state), again: events.length === 0 };
  }
}
