import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Views, type ChangedRegistrations, type ChangeMark, type ViewChange } from '../ports/views.js';

export interface ChangesRequest {
  since: ChangeMark;
  studentIds: readonly string[];
}

export interface ViewChanges {
  /** An instant before the changes were read: pass it as the next `since`. */
  mark: ChangeMark;
  changes: ChangedRegistrations[];
}

export class ListViewChanges extends Query<ViewChanges> {
  constructor(readonly requests: readonly ChangesRequest[] = []) {
    super();
  }
}

@QueryHandler(ListViewChanges)
export class ListViewChangesHandler implements IQueryHandler<ListViewChanges> {
  constructor(private readonly views: Views) {}

  async execute({ requests }: ListViewChanges): Promise<ViewChanges> {
    const mark = await this.views.mark();
    const changes: ChangedRegistrations[] = [];
    for (const { since, studentIds } of requests) changes.push(await this.views.changedSince(since, studentIds));
    return { mark, changes };
  }
}

export class ShowChangedViews extends Query<ViewChange[]> {
  constructor(readonly registrationIds: readonly string[]) {
    super();
  }
}

@QueryHandler(ShowChangedViews)
export class ShowChangedViewsHandler implements IQueryHandler<ShowChangedViews> {
  constructor(private readonly views: Views) {}

  execute({ registrationIds }: ShowChangedViews): Promise<ViewChange[]> {
    return this.views.documents(registrationIds);
  }
}
