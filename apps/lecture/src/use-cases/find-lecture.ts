import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Rejection, type Lecture } from '#contracts';
import { LectureLists } from '../ports/lecture-lists.js';
import { Lectures } from '../ports/lectures.js';

export class FindLecture extends Query<Lecture> {
  constructor(readonly id: string) {
    super();
  }
}

@QueryHandler(FindLecture)
export class FindLectureHandler implements IQueryHandler<FindLecture> {
  constructor(
    private readonly lectures: Lectures,
    private readonly lists: LectureLists,
  ) {}

  async execute({ id }: FindLecture): Promise<Lecture> {
    const state = await this.lectures.find(id);
    if (state === undefined) throw new Rejection('NOT_FOUND', { variant: 'lecture' });
    return this.lists.shown(state);
  }
}
