import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { decideLectureClosed } from '../domain/hold.js';
import { BATCH } from './batch.js';
import { RegistrationLists } from './registration-lists.js';
import { Registrations } from './registrations.js';

/** Expires one batch of holds in lectures that take nobody any more; answers how many it found. */
export class ExpireHoldsOfClosedLectures extends Command<number> {}

@CommandHandler(ExpireHoldsOfClosedLectures)
export class ExpireHoldsOfClosedLecturesHandler implements ICommandHandler<ExpireHoldsOfClosedLectures> {
  constructor(
    private readonly lists: RegistrationLists,
    private readonly registrations: Registrations,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<number> {
    const ids = await this.lists.idsOfHoldsInClosedLectures(BATCH);
    if (ids.length > 0) {
      await this.registrations.changeEach(ids, (registration) => decideLectureClosed(registration, this.clock.now()));
    }
    return ids.length;
  }
}
