import { CommandBus, Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { RegistrationState } from '../domain/registration.js';
import { ExpireOverdueHolds } from './expire-overdue-holds.js';
import { RegistrationLists, type StudentsPage } from './registration-lists.js';

export class ListRegistrations extends Query<RegistrationState[]> {
  constructor(readonly page: StudentsPage) {
    super();
  }
}

/** A student's own, newest first; holds that are over expire before they are shown. */
@QueryHandler(ListRegistrations)
export class ListRegistrationsHandler implements IQueryHandler<ListRegistrations> {
  constructor(
    private readonly lists: RegistrationLists,
    private readonly commands: CommandBus,
  ) {}

  async execute({ page }: ListRegistrations): Promise<RegistrationState[]> {
    await this.commands.execute(new ExpireOverdueHolds({ studentId: page.studentId }));
    return this.lists.ofStudent(page);
  }
}
