import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type JobResult } from '#platform';
import { decideLectureCanceled } from '../domain/cancellation.js';
import { RegistrationLists, Registrations } from '../ports/registrations.js';

export class CancelRegistrationsOfCanceledLectures extends Command<JobResult> {
  constructor(readonly limit: number) {
    super();
  }
}

@CommandHandler(CancelRegistrationsOfCanceledLectures)
export class CancelRegistrationsOfCanceledLecturesHandler implements ICommandHandler<CancelRegistrationsOfCanceledLectures> {
  constructor(
    private readonly lists: RegistrationLists,
    private readonly registrations: Registrations,
    private readonly clock: Clock,
  ) {}

  async execute({ limit }: CancelRegistrationsOfCanceledLectures): Promise<JobResult> {
    const ids = await this.lists.idsOfLiveInCanceledLectures(limit);
    if (ids.length > 0) {
      await this.registrations.changeEach(ids, (registration) => decideLectureCanceled(registration, this.clock.now()));
    }
    return ids.length === limit ? 'more' : 'done';
  }
}
