import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { EventEnvelope } from '#contracts';
import { Whenever, type Reaction } from '#messaging';
import type { RegistrationNews } from '../domain/tell-of-registration.js';
import { KeepRegistration } from '../use-cases/keep-registration.js';

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
export class WheneverRegistrationChangedKeepItsCopy implements Reaction<RegistrationNews> {
  constructor(private readonly commands: CommandBus) {}

  react({ data, sequence, resync }: EventEnvelope<RegistrationNews>): Promise<'kept' | 'stale'> {
    return this.commands.execute(new KeepRegistration(data, sequence, resync === undefined));
  }
}
