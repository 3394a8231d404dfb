import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { presentAt } from '../domain/cancel-request.js';
import type { RegistrationState } from '../domain/registration.js';
import { Registrations } from '../ports/registrations.js';

export class FindRegistration extends Query<RegistrationState> {
  constructor(
    readonly registrationId: string,
    readonly studentId: string,
  ) {
    super();
  }
}

@QueryHandler(FindRegistration)
export class FindRegistrationHandler implements IQueryHandler<FindRegistration> {
  constructor(
    private readonly registrations: Registrations,
    private readonly clock: Clock,
  ) {}

  async execute({ registrationId, studentId }: FindRegistration): Promise<RegistrationState> {
    return presentAt(await this.registrations.ofStudent(registrationId, studentId), this.clock.now());
  }
}
