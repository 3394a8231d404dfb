import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Lecture, LectureState } from '#contracts';
import { Clock, Ids, type IdempotencyTicket } from '#platform';
import { decideOpen, type Syllabus } from '../domain/open-lecture.js';
import { instructorOf, teacherOf, type Actor } from '../domain/teaching.js';
import { KnownAccounts } from '../ports/known-accounts.js';
import { LectureLists } from '../ports/lecture-lists.js';
import { Lectures } from '../ports/lectures.js';

export class OpenLecture extends Command<Lecture> {
  constructor(
    readonly actor: Actor,
    readonly syllabus: Syllabus,
    readonly instructorId: string | undefined,
    readonly ticket?: IdempotencyTicket,
  ) {
    super();
  }
}

@CommandHandler(OpenLecture)
export class OpenLectureHandler implements ICommandHandler<OpenLecture> {
  constructor(
    private readonly lectures: Lectures,
    private readonly lists: LectureLists,
    private readonly accounts: KnownAccounts,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute(command: OpenLecture): Promise<Lecture> {
    const opened = await this.openedBefore(command.ticket);
    return this.lists.shown(opened ?? (await this.open(command)));
  }

  private async openedBefore(ticket: IdempotencyTicket | undefined): Promise<LectureState | undefined> {
    return ticket?.resourceId === undefined ? undefined : this.lectures.find(ticket.resourceId);
  }

  private async open({ actor, syllabus, instructorId, ticket }: OpenLecture): Promise<LectureState> {
    const id = instructorOf(actor, instructorId);
    const teacher = teacherOf(actor, id, await this.accounts.find(id));
    const decision = decideOpen(this.ids.next(), teacher, syllabus, this.clock.now());
    await this.lectures.open(decision, ticket);
    return decision.state;
  }
}
