import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Rejection, type Lecture } from '#contracts';
import { Clock } from '#platform';
import { isPublic } from '../domain/period.js';
import { requireOwnership, type Actor } from '../domain/teaching.js';
import { LectureLists } from '../ports/lecture-lists.js';
import { Lectures } from '../ports/lectures.js';

export class FindLecture extends Query<Lecture> {
  /** @param actor must be the instructor of the lecture or an admin; without an actor, the lecture is read as public */
  constructor(
    readonly id: string,
    readonly actor?: Actor,
  ) {
    super();
  }
}

@QueryHandler(FindLecture)
export class FindLectureHandler implements IQueryHandler<FindLecture> {
  constructor(
    private readonly lectures: Lectures,
    private readonly lists: LectureLists,
    private readonly clock: Clock,
  ) {}

  async execute({ id, actor }: FindLecture): Promise<Lecture> {
    const state = await this.lectures.find(id);
    if (state === undefined || (!actor && !isPublic(state, this.clock.now())))
      throw new Rejection('NOT_FOUND', { variant: 'lecture' });
    if (actor) requireOwnership(actor, state);
    return this.lists.shown(state);
  }
}
