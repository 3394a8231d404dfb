import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { EventEnvelope } from '#contracts';
import { Whenever, type Reaction } from '#messaging';
import { KeepAccount } from '../use-cases/keep-account.js';

type AccountNews = 'account.signed-up' | 'account.changed';

@Injectable()
@Whenever(['account.signed-up', 'account.changed'], { resync: 'apply' })
export class WheneverAccountChangedKeepItsCopy implements Reaction<AccountNews> {
  constructor(private readonly commands: CommandBus) {}

  react({ data, sequence }: EventEnvelope<AccountNews>): Promise<'kept' | 'stale'> {
    return this.commands.execute(new KeepAccount(data, sequence));
  }
}
