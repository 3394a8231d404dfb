import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ViewDocument } from '#contracts';
import { Clock } from '#platform';
import { shownAt } from '../domain/view-document.js';
import { Views, type ChangedRegistrations, type ChangeMark } from '../ports/views.js';

export interface ViewChange {
  studentId: string;
  document: ViewDocument;
}

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
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
  ) {}

  async execute({ registrationIds }: ShowChangedViews): Promise<ViewChange[]> {
    const now = this.clock.now();
    const changes = await this.views.documents(registrationIds);
    return changes.map(({ studentId, document }) => ({ studentId, document: shownAt(document, now) }));
  }
}
