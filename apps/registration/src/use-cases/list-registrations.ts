import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { presentAt } from '../domain/cancel-request.js';
import type { RegistrationState } from '../domain/registration.js';
import { RegistrationLists, type StudentsPage } from '../ports/registrations.js';

export class ListRegistrations extends Query<RegistrationState[]> {
  constructor(readonly page: StudentsPage) {
    super();
  }
}

@QueryHandler(ListRegistrations)
export class ListRegistrationsHandler implements IQueryHandler<ListRegistrations> {
  constructor(
    private readonly lists: RegistrationLists,
    private readonly clock: Clock,
  ) {}

  async execute({ page }: ListRegistrations): Promise<RegistrationState[]> {
    const now = this.clock.now();
    return (await this.lists.ofStudent(page, now)).map((registration) => presentAt(registration, now));
  }
}
