import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { presentAt } from '../domain/cancel-request.js';
import type { RegistrationState } from '../domain/registration.js';
import { requireStaff, type Staff } from '../domain/seat-ledger.js';
import { RegistrationLists, type LecturesPage } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';

export class ListRegistrationsOfLecture extends Query<RegistrationState[]> {
  constructor(
    readonly actor: Staff,
    readonly page: LecturesPage,
  ) {
    super();
  }
}

@QueryHandler(ListRegistrationsOfLecture)
export class ListRegistrationsOfLectureHandler implements IQueryHandler<ListRegistrationsOfLecture> {
  constructor(
    private readonly lists: RegistrationLists,
    private readonly ledger: SeatLedger,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, page }: ListRegistrationsOfLecture): Promise<RegistrationState[]> {
    requireStaff(actor, await this.ledger.find(page.lectureId), 'lecture');
    const now = this.clock.now();
    return (await this.lists.ofLecture(page, now)).map((registration) => presentAt(registration, now));
  }
}
