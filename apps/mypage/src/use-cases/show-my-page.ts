import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { MyPage } from '#contracts';
import { Clock } from '#platform';
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
    const asOf = this.clock.now().toISOString();
    return { ...(await this.views.overview(studentId, asOf)), asOf };
  }
}
