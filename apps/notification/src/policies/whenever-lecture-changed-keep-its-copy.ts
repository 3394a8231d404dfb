import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { EventEnvelope } from '#contracts';
import { Whenever, type Reaction } from '#messaging';
import { KeepLecture } from '../use-cases/keep-lecture.js';

type LectureNews = 'lecture.opened' | 'lecture.changed' | 'lecture.canceled' | 'lecture.closed';

@Injectable()
@Whenever(['lecture.opened', 'lecture.changed', 'lecture.canceled', 'lecture.closed'], { resync: 'apply' })
export class WheneverLectureChangedKeepItsCopy implements Reaction<LectureNews> {
  constructor(private readonly commands: CommandBus) {}

  react({ name, data, sequence, resync }: EventEnvelope<LectureNews>): Promise<'kept' | 'stale'> {
    const isChange = name === 'lecture.changed' && resync === undefined;
    return this.commands.execute(new KeepLecture(data, sequence, isChange));
  }
}
