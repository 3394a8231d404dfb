import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { OperatorAction } from '#contracts';
import { OperatorActions } from '../ports/operator-actions.js';

export class ListOperatorActions extends Query<OperatorAction[]> {
  constructor(
    readonly limit: number,
    readonly before?: string,
  ) {
    super();
  }
}

@QueryHandler(ListOperatorActions)
export class ListOperatorActionsHandler implements IQueryHandler<ListOperatorActions> {
  constructor(private readonly actions: OperatorActions) {}

  execute({ limit, before }: ListOperatorActions): Promise<OperatorAction[]> {
    return this.actions.list(limit, before);
  }
}
