import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type JobResult } from '#platform';
import { decideLectureClosed } from '../domain/hold.js';
import { RegistrationLists, Registrations } from '../ports/registrations.js';

export class ExpireHoldsOfClosedLectures extends Command<JobResult> {
  constructor(readonly limit: number) {
    super();
  }
}

@CommandHandler(ExpireHoldsOfClosedLectures)
export class ExpireHoldsOfClosedLecturesHandler implements ICommandHandler<ExpireHoldsOfClosedLectures> {
  constructor(
    private readonly lists: RegistrationLists,
    private readonly registrations: Registrations,
    private readonly clock: Clock,
  ) {}

  async execute({ limit }: ExpireHoldsOfClosedLectures): Promise<JobResult> {
    const ids = await this.lists.idsOfHoldsInClosedLectures(limit);
    if (ids.length > 0) {
      await this.registrations.changeEach(ids, (registration) => decideLectureClosed(registration, this.clock.now()));
    }
    return ids.length === limit ? 'more' : 'done';
  }
}
