import { Injectable } from '@nestjs/common';
import { Clock } from '#platform';
import type { Decision, RegistrationState } from '../domain/registration.js';
import { requireStaff, type LectureCopy, type Staff } from '../domain/seat-ledger.js';
import { Registrations } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';

@Injectable()
export class StaffDecisions {
  constructor(
    private readonly registrations: Registrations,
    private readonly ledger: SeatLedger,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND for an unknown registration and for callers who are not staff of its lecture, and what `decide` throws */
  async store(
    { registrationId, actor }: { registrationId: string; actor: Staff },
    decide: (registration: RegistrationState, lecture: LectureCopy, now: Date) => Decision,
  ): Promise<RegistrationState> {
    const { id, lectureId } = await this.registrations.find(registrationId);
    const lecture = requireStaff(actor, await this.ledger.find(lectureId), 'registration');
    return this.registrations.change(id, (registration) => decide(registration, lecture, this.clock.now()));
  }
}
