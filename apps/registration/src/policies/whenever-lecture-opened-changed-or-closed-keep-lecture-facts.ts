import { CommandBus } from '@nestjs/cqrs';
import type { EventEnvelope } from '#contracts';
import { Whenever, type Reaction } from '#messaging';
import { KeepLectureFacts } from '../use-cases/keep-lecture-facts.js';

type LectureNews = 'lecture.opened' | 'lecture.changed' | 'lecture.closed';

/** The seat ledger knows the lecture; the holds of a closed one are swept. */
@Whenever(['lecture.opened', 'lecture.changed', 'lecture.closed'], { resync: 'apply' })
export class WheneverLectureOpenedChangedOrClosedKeepLectureFacts implements Reaction<LectureNews> {
  constructor(private readonly commands: CommandBus) {}

  react(event: EventEnvelope<LectureNews>): Promise<'kept' | 'stale'> {
    return this.commands.execute(new KeepLectureFacts(event.data));
  }
}
