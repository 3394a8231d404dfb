import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { EventEnvelope } from '#contracts';
import { Whenever, type Reaction } from '#messaging';
import { UpdateRoster } from '../use-cases/update-roster.js';

type RegistrationNews =
  | 'registration.requested'
  | 'registration.payment-deferred'
  | 'registration.confirmed'
  | 'registration.declined'
  | 'registration.expired'
  | 'registration.canceled';

@Injectable()
@Whenever(
  [
    'registration.requested',
    'registration.payment-deferred',
    'registration.confirmed',
    'registration.declined',
    'registration.expired',
    'registration.canceled',
  ],
  { resync: 'apply' },
)
export class WheneverRegistrationChangedUpdateRoster implements Reaction<RegistrationNews> {
  constructor(private readonly commands: CommandBus) {}

  react({ data, sequence }: EventEnvelope<RegistrationNews>): Promise<'kept' | 'stale'> {
    return this.commands.execute(new UpdateRoster(data, sequence));
  }
}
