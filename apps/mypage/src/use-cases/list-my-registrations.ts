import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ViewDocument } from '#contracts';
import { Clock } from '#platform';
import { shownAt } from '../domain/view-document.js';
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
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
  ) {}

  async execute({
    studentId,
    page,
  }: ListMyRegistrations): Promise<{ items: ViewDocument[]; next: ViewPosition | null }> {
    const { items, next } = await this.views.page(studentId, page);
    const now = this.clock.now();
    return { items: items.map((document) => shownAt(document, now)), next };
  }
}
