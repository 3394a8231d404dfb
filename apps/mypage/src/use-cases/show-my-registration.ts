import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Rejection, type ViewDocument } from '#contracts';
import { Clock } from '#platform';
import { shownAt } from '../domain/view-document.js';
import { Views } from '../ports/views.js';

export class ShowMyRegistration extends Query<ViewDocument> {
  constructor(
    readonly studentId: string,
    readonly registrationId: string,
  ) {
    super();
  }
}

@QueryHandler(ShowMyRegistration)
export class ShowMyRegistrationHandler implements IQueryHandler<ShowMyRegistration> {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
  ) {}

  async execute({ studentId, registrationId }: ShowMyRegistration): Promise<ViewDocument> {
    const document = await this.views.document(studentId, registrationId);
    if (!document) throw new Rejection('NOT_FOUND', { variant: 'view' });
    return shownAt(document, this.clock.now());
  }
}
