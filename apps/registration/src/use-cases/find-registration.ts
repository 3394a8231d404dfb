import { CommandBus, Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { isOverdue } from '../domain/hold.js';
import type { RegistrationState } from '../domain/registration.js';
import { ExpireRegistration } from './expire-registration.js';
import { Registrations } from './registrations.js';

export class FindRegistration extends Query<RegistrationState> {
  constructor(
    readonly registrationId: string,
    readonly studentId: string,
  ) {
    super();
  }
}

/** Nobody is shown a hold that is over: it expires at the latest when it is looked at. */
@QueryHandler(FindRegistration)
export class FindRegistrationHandler implements IQueryHandler<FindRegistration> {
  constructor(
    private readonly registrations: Registrations,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
  ) {}

  async execute({ registrationId, studentId }: FindRegistration): Promise<RegistrationState> {
    const found = await this.registrations.ofStudent(registrationId, studentId);
    return isOverdue(found, this.clock.now()) ? this.commands.execute(new ExpireRegistration(found.id)) : found;
  }
}
