import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ViewDocument } from '#contracts';
import { Views, type ViewPlace, type ViewsQuery } from '../domain/views.js';

/** One page of a student's registrations, newest first. */
export class ListMyRegistrations extends Query<{ items: ViewDocument[]; next: ViewPlace | null }> {
  constructor(
    readonly studentId: string,
    readonly page: ViewsQuery,
  ) {
    super();
  }
}

@QueryHandler(ListMyRegistrations)
export class ListMyRegistrationsHandler implements IQueryHandler<ListMyRegistrations> {
  constructor(private readonly views: Views) {}

  execute({ studentId, page }: ListMyRegistrations): Promise<{ items: ViewDocument[]; next: ViewPlace | null }> {
    return this.views.page(studentId, page);
  }
}
