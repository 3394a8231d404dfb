import { CommandBus } from '@nestjs/cqrs';
import type { EventEnvelope } from '#contracts';
import { Whenever, type Reaction } from '#messaging';
import { KeepLectureFacts } from '../use-cases/keep-lecture-facts.js';

/** From now on no seat can be had; the live registrations are canceled by the sweep, in batches. */
@Whenever(['lecture.canceled'], { resync: 'apply' })
export class WheneverLectureCanceledGiveOutNoSeats implements Reaction<'lecture.canceled'> {
  constructor(private readonly commands: CommandBus) {}

  react(event: EventEnvelope<'lecture.canceled'>): Promise<'kept' | 'stale'> {
    return this.commands.execute(new KeepLectureFacts(event.data));
  }
}
