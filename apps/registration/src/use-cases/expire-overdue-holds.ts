import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type JobResult } from '#platform';
import { decideExpire } from '../domain/hold.js';
import { RegistrationLists, Registrations, type HoldsOf } from '../ports/registrations.js';

export class ExpireOverdueHolds extends Command<JobResult> {
  constructor(readonly limit: number) {
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

  async execute({ limit }: ExpireOverdueHolds): Promise<JobResult> {
    return (await this.expire(limit)) === limit ? 'more' : 'done';
  }

  async expire(limit: number, of?: HoldsOf): Promise<number> {
    const ids = await this.lists.idsOfOverdueHolds(this.clock.now(), limit, of);
    if (ids.length > 0) {
      await this.registrations.changeEach(ids, (registration) => decideExpire(registration, this.clock.now()));
    }
    return ids.length;
  }
}
