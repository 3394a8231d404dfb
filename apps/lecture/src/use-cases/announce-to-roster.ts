import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AnnounceBody, Announcement } from '#contracts';
import { Clock, Ids, type IdempotencyTicket } from '#platform';
import { requireOpen } from '../domain/lecture.js';
import { requireOwnership, type Actor } from '../domain/teaching.js';
import { Announcements } from '../ports/announcements.js';

export class AnnounceToRoster extends Command<Announcement> {
  constructor(
    readonly actor: Actor,
    readonly lectureId: string,
    readonly message: AnnounceBody,
    readonly ticket?: IdempotencyTicket,
  ) {
    super();
  }
}

@CommandHandler(AnnounceToRoster)
export class AnnounceToRosterHandler implements ICommandHandler<AnnounceToRoster> {
  constructor(
    private readonly announcements: Announcements,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute({ actor, lectureId, message, ticket }: AnnounceToRoster): Promise<Announcement> {
    const before = ticket?.resourceId === undefined ? undefined : await this.announcements.find(ticket.resourceId);
    if (before) return before;
    const id = this.ids.next();
    const decide: Parameters<Announcements['add']>[1] = (lecture) => {
      requireOwnership(actor, lecture);
      const now = this.clock.now();
      requireOpen(lecture, now);
      return { id, lectureId, ...message, by: actor.id, at: now.toISOString() };
    };
    return this.announcements.add(lectureId, decide, ticket);
  }
}
