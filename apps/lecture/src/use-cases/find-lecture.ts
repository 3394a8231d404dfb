import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Lecture } from '#contracts';
import { noSuchLecture } from '../domain/refusals.js';
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
    if (state === undefined) throw noSuchLecture();
    return this.lists.shown(state);
  }
}
