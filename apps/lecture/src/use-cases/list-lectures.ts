import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Lecture } from '#contracts';
import { LectureLists, type LectureFilter, type LecturePlace, type Listed } from '../ports/lecture-lists.js';

export class ListLectures extends Query<Listed<Lecture, LecturePlace>> {
  constructor(
    readonly filter: LectureFilter,
    readonly limit: number,
    readonly after?: LecturePlace,
  ) {
    super();
  }
}

@QueryHandler(ListLectures)
export class ListLecturesHandler implements IQueryHandler<ListLectures> {
  constructor(private readonly lists: LectureLists) {}

  execute({ filter, limit, after }: ListLectures): Promise<Listed<Lecture, LecturePlace>> {
    return this.lists.page(filter, limit, after);
  }
}
