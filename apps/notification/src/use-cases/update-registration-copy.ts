import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Registration } from '#contracts';
import { Clock } from '#platform';
import { tellOfLectureChange } from '../domain/lecture-news.js';
import { isLive, knownOf, type KnownRegistration } from '../domain/tell-of-registration.js';
import { KnownLectures } from './known-lectures.js';
import { KnownRegistrations } from './known-registrations.js';
import { Notifications } from './notifications.js';

export class KeepRegistration extends Command<'kept' | 'stale'> {
  constructor(
    readonly registration: Registration,
    readonly sequence: number,
    /** The state is news, not one that is told again. */
    readonly isNews: boolean,
  ) {
    super();
  }
}

@CommandHandler(KeepRegistration)
export class KeepRegistrationHandler implements ICommandHandler<KeepRegistration> {
  constructor(
    private readonly registrations: KnownRegistrations,
    private readonly lectures: KnownLectures,
    private readonly notifications: Notifications,
    private readonly clock: Clock,
  ) {}

  async execute({ registration, sequence, isNews }: KeepRegistration): Promise<'kept' | 'stale'> {
    const known = knownOf(registration, sequence);
    const isFirst = isNews && isLive(known) && (await this.registrations.find(known.id)) === undefined;
    const kept = await this.registrations.keep(known);
    if (isFirst && kept === 'kept') await this.tellWhatItMissed(known);
    return kept;
  }

  /** Its news may come so late that the announcement of a change, which goes over the registrations once, has passed it by. */
  private async tellWhatItMissed(known: KnownRegistration): Promise<void> {
    const lecture = await this.lectures.hold(known.lectureId);
    const told = lecture && tellOfLectureChange(lecture, known, this.clock.now());
    if (told) await this.notifications.add([told]);
  }
}
