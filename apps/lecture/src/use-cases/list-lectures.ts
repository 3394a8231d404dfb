import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Lecture, LectureFacets } from '#contracts';
import { Clock } from '#platform';
import {
  LectureLists,
  type LectureFilter,
  type LecturePlace,
  type LecturesPage,
  type Listed,
} from '../ports/lecture-lists.js';

export class ListLectures extends Query<Listed<Lecture, LecturePlace>> {
  constructor(
    readonly filter: LectureFilter,
    readonly page: LecturesPage,
  ) {
    super();
  }
}

@QueryHandler(ListLectures)
export class ListLecturesHandler implements IQueryHandler<ListLectures> {
  constructor(
    private readonly lists: LectureLists,
    private readonly clock: Clock,
  ) {}

  execute({ filter, page }: ListLectures): Promise<Listed<Lecture, LecturePlace>> {
    return this.lists.page(publicly(filter, this.clock.now()), page);
  }
}

export class CountFacets extends Query<LectureFacets> {
  constructor(readonly filter: LectureFilter) {
    super();
  }
}

@QueryHandler(CountFacets)
export class CountFacetsHandler implements IQueryHandler<CountFacets> {
  constructor(
    private readonly lists: LectureLists,
    private readonly clock: Clock,
  ) {}

  execute({ filter }: CountFacets): Promise<LectureFacets> {
    return this.lists.facets(publicly(filter, this.clock.now()));
  }
}

/** Without `status` or `ids`, only lectures that are open for registration. */
const publicly = (filter: LectureFilter, now: Date): LectureFilter => ({
  ...filter,
  publicAt: now,
  status: filter.status ?? (filter.ids ? undefined : ['OPEN']),
});
