import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { EventEnvelope } from '#contracts';
import { Whenever, type Reaction } from '#messaging';
import { KeepPublishedState } from '../use-cases/keep-published-state.js';

@Injectable()
@Whenever(
  [
    'lecture.opened',
    'lecture.changed',
    'lecture.canceled',
    'lecture.closed',
    'registration.requested',
    'registration.payment-deferred',
    'registration.confirmed',
    'registration.declined',
    'registration.expired',
    'registration.canceled',
    'payment.completed',
    'payment.declined',
    'payment.canceled',
    'account.signed-up',
    'account.changed',
  ],
  { resync: 'apply' },
)
export class WheneverAnythingHappensShowIt implements Reaction {
  constructor(private readonly commands: CommandBus) {}

  react(event: EventEnvelope): Promise<'kept' | 'stale'> {
    return this.commands.execute(new KeepPublishedState(event));
  }
}
