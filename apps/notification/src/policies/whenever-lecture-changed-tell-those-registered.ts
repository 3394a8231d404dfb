import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { EventEnvelope } from '#contracts';
import { Whenever, type Reaction } from '#messaging';
import { AnnounceLectureChange } from '../use-cases/announce-lecture-change.js';

@Injectable()
@Whenever(['lecture.changed'], { resync: 'ignore' })
export class WheneverLectureChangedTellThoseRegistered implements Reaction<'lecture.changed'> {
  constructor(private readonly commands: CommandBus) {}

  react({ data, sequence }: EventEnvelope<'lecture.changed'>): Promise<void> {
    return this.commands.execute(new AnnounceLectureChange(data, sequence));
  }
}
