import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRejection, Rejection, type Money, type PaymentMethod, type PlaceRequest } from '#contracts';
import { Clock, Ids, type IdempotencyTicket } from '#platform';
import { alreadyRegistered } from '../domain/reasons.js';
import { deferralOf, isFirstAttempt, type Outcome } from '../domain/payment.js';
import { decideRequest, presented, type RegistrationState, type SeatRequest } from '../domain/registration.js';
import { RegistrationMetrics } from '../metrics.js';
import { FullLectures } from '../ports/full-lectures.js';
import { RegistrationLists, Registrations } from '../ports/registrations.js';
import { holdLimitsOf, RegistrationSettings } from '../settings.js';
import { ExpireOverdueHoldsHandler } from './expire-overdue-holds.js';
import { ChargeAttempt } from './pay-for-registration.js';

export class RegisterForLecture extends Command<Outcome> {
  constructor(
    readonly studentId: string,
    readonly lectureId: string,
    readonly payment?: PaymentMethod,
    readonly ticket?: IdempotencyTicket,
    readonly expectedFee?: Money,
    readonly emailVerified = true,
    readonly hold = false,
    readonly places?: readonly PlaceRequest[],
  ) {
    super();
  }
}

/** These may be due to an overdue hold that the sweep has not expired yet. */
const NO_SEAT = [
  ...['ALREADY_REGISTERED', 'LECTURE_NOT_OPEN', 'NOT_OPEN_YET', 'REGISTRATION_CLOSED', 'FEE_CHANGED'],
  ...['TOO_MANY_HOLDS', 'SEAT_TAKEN', 'LECTURE_FULL'],
];
const HOLDS_EXPIRED_AT_ONCE = 100;

/** Takes a seat in one transaction, then charges outside of it. A retry continues with the registration in its ticket. */
@CommandHandler(RegisterForLecture)
export class RegisterForLectureHandler implements ICommandHandler<RegisterForLecture> {
  constructor(
    private readonly registrations: Registrations,
    private readonly lists: RegistrationLists,
    private readonly chargeAttempt: ChargeAttempt,
    private readonly overdueHolds: ExpireOverdueHoldsHandler,
    private readonly fullLectures: FullLectures,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly settings: RegistrationSettings,
    private readonly metrics: RegistrationMetrics,
  ) {}

  async execute(command: RegisterForLecture): Promise<Outcome> {
    const { studentId, payment, ticket, emailVerified, hold } = command;
    if (this.settings.SUGANG_REQUIRE_VERIFIED_EMAIL && !emailVerified) throw new Rejection('EMAIL_UNVERIFIED');
    const isNew = ticket?.resourceId === undefined;
    const registration = isNew
      ? await this.takeSeat(command)
      : await this.registrations.ofStudent(ticket.resourceId, studentId);
    if (hold) return this.chargeAttempt.outcome(registration, presented(deferralOf(registration)));
    if (isNew || isFirstAttempt(registration)) return this.chargeAttempt.charge(registration, payment);
    return this.chargeAttempt.outcome(registration);
  }

  private async takeSeat(command: RegisterForLecture): Promise<RegistrationState> {
    try {
      return await this.requestUntilDecided(command);
    } finally {
      this.fullLectures.leave(command);
    }
  }

  /** @throws LECTURE_UNKNOWN, INVALID_REQUEST, or a refusal with a code of `NO_SEAT`, in this order */
  private async requestUntilDecided(command: RegisterForLecture): Promise<RegistrationState> {
    for (;;) {
      try {
        return await this.request(command);
      } catch (error) {
        if (!isRejection(error) || !NO_SEAT.includes(error.code)) throw error;
        if ((await this.expireHolds(error, command)) > 0) continue;
        const rejection = await this.firstThatApplies(error, command);
        this.metrics.countRejection(rejection.code);
        throw rejection;
      }
    }
  }

  private expireHolds({ code }: Rejection, { studentId, lectureId }: RegisterForLecture): Promise<number> {
    return this.overdueHolds.expire(HOLDS_EXPIRED_AT_ONCE, code === 'TOO_MANY_HOLDS' ? { studentId } : { lectureId });
  }

  private async request({
    studentId,
    lectureId,
    payment,
    ticket,
    expectedFee,
    hold,
    places,
  }: RegisterForLecture): Promise<RegistrationState> {
    const registrationId = this.ids.next();
    const request: SeatRequest = {
      registrationId,
      paymentId: this.ids.next(),
      studentId,
      holdMinutes: this.settings.SUGANG_HOLD_MINUTES,
      approvalHours: this.settings.SUGANG_APPROVAL_HOURS,
      holdLimits: holdLimitsOf(this.settings),
      withPayment: payment !== undefined,
      expectedFee,
      hold,
      places,
    };
    return this.registrations.request(
      { lectureId, studentId, ...(places && { wanted: places.map(({ seat }) => seat) }) },
      (lecture, earlier, seats) => decideRequest(lecture, { ...request, seats }, this.clock.now(), earlier),
      ticket && { ticket, resourceId: registrationId },
    );
  }

  private async firstThatApplies(
    rejection: Rejection,
    { studentId, lectureId }: RegisterForLecture,
  ): Promise<Rejection> {
    const live = await this.lists.live(studentId, lectureId);
    return live ? alreadyRegistered(live) : rejection;
  }
}
