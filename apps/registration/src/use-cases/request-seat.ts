import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { isRejection, type Rejection } from '#contracts';
import { Clock, Ids, type IdempotencyTicket } from '#platform';
import { alreadyRegistered } from '../domain/refusals.js';
import type { RegistrationState } from '../domain/registration.js';
import { decideRequest, type SeatRequest } from '../domain/request-registration.js';
import { ExpireOverdueHolds } from './expire-overdue-holds.js';
import { Figures } from './figures.js';
import { HoldTime } from './hold-time.js';
import { RegistrationLists } from './registration-lists.js';
import { Registrations } from './registrations.js';

export interface WantedSeat {
  studentId: string;
  lectureId: string;
  withPayment: boolean;
  ticket: IdempotencyTicket | undefined;
}

const REFUSALS_OF_A_SEAT = ['ALREADY_REGISTERED', 'LECTURE_NOT_OPEN', 'LECTURE_FULL'];

const isRefusalOfASeat = (error: unknown): error is Rejection =>
  isRejection(error) && REFUSALS_OF_A_SEAT.includes(error.code);

/** Gets a student a seat, in one transaction; a hold that is over, swept or not, does not stand in the way. */
@Injectable()
export class RequestSeat {
  constructor(
    private readonly registrations: Registrations,
    private readonly lists: RegistrationLists,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly holdTime: HoldTime,
    private readonly figures: Figures,
  ) {}

  /** @throws LECTURE_UNKNOWN, INVALID_REQUEST, ALREADY_REGISTERED, LECTURE_NOT_OPEN, LECTURE_FULL, in this order */
  async for(wanted: WantedSeat): Promise<RegistrationState> {
    for (;;) {
      try {
        return await this.once(wanted);
      } catch (error) {
        if (!isRefusalOfASeat(error)) throw error;
        const inTheWay = await this.commands.execute(new ExpireOverdueHolds({ lectureId: wanted.lectureId }));
        if (inTheWay === 0) return this.refuse(await this.foremost(error, wanted));
      }
    }
  }

  private async once({ studentId, lectureId, withPayment, ticket }: WantedSeat): Promise<RegistrationState> {
    const { minutes: holdMinutes } = this.holdTime;
    const [registrationId, paymentId] = [this.ids.next(), this.ids.next()];
    const request: SeatRequest = { registrationId, paymentId, studentId, holdMinutes, withPayment };
    return this.registrations.request(
      lectureId,
      (row) => decideRequest(row, request, this.clock.now()),
      async (id) => ticket?.name(id),
    );
  }

  private refuse(refusal: Rejection): never {
    this.figures.refused(refusal.code);
    throw refusal;
  }

  private async foremost(refusal: Rejection, { studentId, lectureId }: WantedSeat): Promise<Rejection> {
    if (refusal.code === 'ALREADY_REGISTERED') return refusal;
    return (await this.lists.hasLive(studentId, lectureId)) ? alreadyRegistered() : refusal;
  }
}
