import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Lecture } from '#contracts';
import type { Actor } from '../domain/teaching.js';
import {
  LectureLists,
  type LectureFilter,
  type LecturePlace,
  type LecturesPage,
  type Listed,
} from '../ports/lecture-lists.js';

export type TaughtLectures = Listed<Lecture, LecturePlace> & { total: number };

export class ListTaughtLectures extends Query<TaughtLectures> {
  constructor(
    readonly actor: Actor,
    readonly filter: LectureFilter,
    readonly page: LecturesPage,
  ) {
    super();
  }
}

@QueryHandler(ListTaughtLectures)
export class ListTaughtLecturesHandler implements IQueryHandler<ListTaughtLectures> {
  constructor(private readonly lists: LectureLists) {}

  async execute({ actor, filter, page }: ListTaughtLectures): Promise<TaughtLectures> {
    const visible = actor.role === 'admin' ? filter : { ...filter, ownedBy: actor.id };
    return { ...(await this.lists.page(visible, page)), total: await this.lists.count(visible) };
  }
}
