import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { decideLectureCanceled } from '../domain/cancel.js';
import { BATCH } from './batch.js';
import { RegistrationLists } from './registration-lists.js';
import { Registrations } from './registrations.js';

/** Cancels one batch of live registrations of canceled lectures; answers how many it found. The ledger alone tells it what is left. */
export class CancelRegistrationsOfCanceledLectures extends Command<number> {}

@CommandHandler(CancelRegistrationsOfCanceledLectures)
export class CancelRegistrationsOfCanceledLecturesHandler implements ICommandHandler<CancelRegistrationsOfCanceledLectures> {
  constructor(
    private readonly lists: RegistrationLists,
    private readonly registrations: Registrations,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<number> {
    const ids = await this.lists.idsOfLiveInCanceledLectures(BATCH);
    if (ids.length > 0) {
      await this.registrations.changeEach(ids, (registration) => decideLectureCanceled(registration, this.clock.now()));
    }
    return ids.length;
  }
}
