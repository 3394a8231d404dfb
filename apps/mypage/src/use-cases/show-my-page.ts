import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { MyPage } from '#contracts';
import { Clock } from '#platform';
import { shownAt } from '../domain/view-document.js';
import { Views } from '../ports/views.js';

export class ShowMyPage extends Query<MyPage> {
  constructor(readonly studentId: string) {
    super();
  }
}

@QueryHandler(ShowMyPage)
export class ShowMyPageHandler implements IQueryHandler<ShowMyPage> {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
  ) {}

  async execute({ studentId }: ShowMyPage): Promise<MyPage> {
    const now = this.clock.now();
    const asOf = now.toISOString();
    const { upcoming, ...overview } = await this.views.overview(studentId, asOf);
    return { ...overview, upcoming: upcoming.map((document) => shownAt(document, now)), asOf };
  }
}
