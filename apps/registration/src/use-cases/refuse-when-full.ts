import { Injectable } from '@nestjs/common';
import { isRejection, type RegisterBody, type Rejection } from '#contracts';
import { Admission, Clock, Log, type CallingAccount } from '#platform';
import { decideRequest } from '../domain/registration.js';
import type { SeatLedgerEntry } from '../domain/seat-ledger.js';
import { RegistrationMetrics } from '../metrics.js';
import { FullLectures, type Standing } from '../ports/full-lectures.js';
import { holdLimitsOf, RegistrationSettings } from '../settings.js';

/** Refuses a registration for a full lecture without a transaction. `RegisterForLecture` decides requests with any other outcome. */
@Injectable()
export class RefuseWhenFull extends Admission {
  constructor(
    private readonly fullLectures: FullLectures,
    private readonly clock: Clock,
    private readonly settings: RegistrationSettings,
    private readonly metrics: RegistrationMetrics,
    private readonly log: Log,
  ) {
    super();
  }

  async refusalOf(account: CallingAccount, body: RegisterBody): Promise<Rejection | undefined> {
    const { id: studentId, emailVerified = true } = account;
    if (this.settings.SUGANG_REQUIRE_VERIFIED_EMAIL && !emailVerified) return undefined;
    const seat = { studentId, lectureId: body.lectureId };
    try {
      const lecture = await this.fullLectures.enter(seat);
      if (!lecture) return undefined;
      const rejection = this.rejectionOf(seat.studentId, body, lecture, await this.fullLectures.standingOf(seat));
      if (rejection) this.metrics.countRejection(rejection.code);
      return rejection;
    } catch (error) {
      this.log.warn('failed to check whether a lecture is full; the request is decided in a transaction', { error });
      return undefined;
    }
  }

  ended({ id: studentId }: CallingAccount, { lectureId }: RegisterBody): void {
    this.fullLectures.leave({ studentId, lectureId });
  }

  /** LECTURE_FULL is the last rule: it is the reason only if no other one applies. */
  private rejectionOf(
    studentId: string,
    { payment, expectedFee, hold, places }: RegisterBody,
    lecture: SeatLedgerEntry,
    { hasLive, earlier }: Standing,
  ): Rejection | undefined {
    // A refusal names the seats that are taken, which only the transaction's reads know.
    if (hasLive || places?.some(({ seat }) => seat !== undefined)) return undefined;
    const request = {
      ...{ registrationId: lecture.lectureId, paymentId: lecture.lectureId, studentId, expectedFee, hold, places },
      holdMinutes: this.settings.SUGANG_HOLD_MINUTES,
      approvalHours: this.settings.SUGANG_APPROVAL_HOURS,
      holdLimits: holdLimitsOf(this.settings),
      withPayment: payment !== undefined,
    };
    try {
      decideRequest(lecture, request, this.clock.now(), earlier);
    } catch (error) {
      if (isRejection(error)) return error.code === 'LECTURE_FULL' ? error : undefined;
      throw error;
    }
    return undefined;
  }
}
