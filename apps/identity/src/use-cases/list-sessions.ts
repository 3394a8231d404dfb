import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Session } from '../domain/session.js';
import { Sessions } from '../ports/sessions.js';

export class ListSessions extends Query<Session[]> {
  constructor(
    readonly accountId: string,
    readonly limit: number,
    readonly before?: string,
  ) {
    super();
  }
}

@QueryHandler(ListSessions)
export class ListSessionsHandler implements IQueryHandler<ListSessions> {
  constructor(private readonly sessions: Sessions) {}

  execute({ accountId, limit, before }: ListSessions): Promise<Session[]> {
    return this.sessions.list(accountId, limit, before);
  }
}
