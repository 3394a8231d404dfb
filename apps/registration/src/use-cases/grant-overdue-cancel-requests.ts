import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type JobResult } from '#platform';
import { decideGrantOverdue } from '../domain/cancel-request.js';
import { RegistrationLists, Registrations } from '../ports/registrations.js';

export class GrantOverdueCancelRequests extends Command<JobResult> {
  constructor(readonly limit: number) {
    super();
  }
}

@CommandHandler(GrantOverdueCancelRequests)
export class GrantOverdueCancelRequestsHandler implements ICommandHandler<GrantOverdueCancelRequests> {
  constructor(
    private readonly lists: RegistrationLists,
    private readonly registrations: Registrations,
    private readonly clock: Clock,
  ) {}

  async execute({ limit }: GrantOverdueCancelRequests): Promise<JobResult> {
    const ids = await this.lists.idsOfOverdueCancelRequests(this.clock.now(), limit);
    if (ids.length > 0) {
      await this.registrations.changeEach(ids, (registration) => decideGrantOverdue(registration, this.clock.now()));
    }
    return ids.length === limit ? 'more' : 'done';
  }
}
