import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { decideExpire } from '../domain/hold.js';
import { BATCH } from './batch.js';
import { RegistrationLists, type HoldsOf } from './registration-lists.js';
import { Registrations } from './registrations.js';

/** Expires one batch of overdue holds, of one lecture or student where named; answers how many it found. */
export class ExpireOverdueHolds extends Command<number> {
  constructor(readonly holds: HoldsOf = {}) {
    super();
  }
}

@CommandHandler(ExpireOverdueHolds)
export class ExpireOverdueHoldsHandler implements ICommandHandler<ExpireOverdueHolds> {
  constructor(
    private readonly lists: RegistrationLists,
    private readonly registrations: Registrations,
    private readonly clock: Clock,
  ) {}

  async execute({ holds }: ExpireOverdueHolds): Promise<number> {
    const ids = await this.lists.idsOfOverdueHolds(this.clock.now(), holds, BATCH);
    if (ids.length > 0) {
      await this.registrations.changeEach(ids, (registration) => decideExpire(registration, this.clock.now()));
    }
    return ids.length;
  }
}
