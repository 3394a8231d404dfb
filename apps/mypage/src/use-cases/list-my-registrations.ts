import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ViewDocument } from '#contracts';
import { Views, type ViewPosition, type ViewsQuery } from '../ports/views.js';

export class ListMyRegistrations extends Query<{ items: ViewDocument[]; next: ViewPosition | null }> {
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

  execute({ studentId, page }: ListMyRegistrations): Promise<{ items: ViewDocument[]; next: ViewPosition | null }> {
    return this.views.page(studentId, page);
  }
}
