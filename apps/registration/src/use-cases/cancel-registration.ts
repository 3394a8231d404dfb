import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection, type CancelRegistrationBody } from '#contracts';
import { Clock } from '#platform';
import { decideStudentCancel } from '../domain/cancellation.js';
import { quoteRefund, requireExpectedRefund, tierNow } from '../domain/refund-quote.js';
import { decideCancelPlaces } from '../domain/change-places.js';
import type { RegistrationState } from '../domain/registration.js';
import { Registrations } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';
import { RegistrationSettings } from '../settings.js';

export class CancelRegistration extends Command<RegistrationState> {
  constructor(
    readonly registrationId: string,
    readonly studentId: string,
    readonly cancellation: CancelRegistrationBody = {},
  ) {
    super();
  }
}

@CommandHandler(CancelRegistration)
export class CancelRegistrationHandler implements ICommandHandler<CancelRegistration> {
  constructor(
    private readonly registrations: Registrations,
    private readonly ledger: SeatLedger,
    private readonly clock: Clock,
    private readonly settings: RegistrationSettings,
  ) {}

  async execute({ registrationId, studentId, cancellation }: CancelRegistration): Promise<RegistrationState> {
    const { note, places, expectedRefund } = cancellation;
    const { id, lectureId } = await this.registrations.ofStudent(registrationId, studentId);
    const lecture = await this.ledger.find(lectureId);
    if (!lecture) throw new Rejection('LECTURE_UNKNOWN');
    const terms = { note, hours: this.settings.SUGANG_APPROVAL_HOURS };
    return this.registrations.change(id, (registration) => {
      const now = this.clock.now();
      const whole = () => decideStudentCancel(registration, lecture, now, terms);
      const share = () => tierNow(registration, lecture, now).tier.refund;
      const decision = places ? decideCancelPlaces(registration, places, whole, now, share) : whole();
      if (expectedRefund && decision.state !== registration && !decision.rejection)
        requireExpectedRefund(quoteRefund(registration, lecture, now, places), expectedRefund);
      return decision;
    });
  }
}
