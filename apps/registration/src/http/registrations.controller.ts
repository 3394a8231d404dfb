import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  CancelRegistrationBody,
  DeferredRegistration,
  Id,
  PaymentMethod,
  RefundQuote,
  RefundQuoteQuery,
  RegisterBody,
  Registration,
  RegistrationPage,
  RegistrationsQuery,
  type Page,
} from '#contracts';
import {
  answer,
  ApiAnswer,
  ApiProblems,
  CurrentAccount,
  decodeCursor,
  encodeCursor,
  HttpAnswer,
  Idempotent,
  RequestKey,
  Roles,
  type CallingAccount,
  type IdempotencyTicket,
} from '#platform';
import { z } from 'zod';
import { pendingRequest } from '../domain/cancel-request.js';
import type { Outcome } from '../domain/payment.js';
import { publicStateOf, type RegistrationState } from '../domain/registration.js';
import { CancelRegistration } from '../use-cases/cancel-registration.js';
import { FindRegistration } from '../use-cases/find-registration.js';
import { ListRegistrations } from '../use-cases/list-registrations.js';
import { PayForRegistration } from '../use-cases/pay-for-registration.js';
import { QuoteRefund } from '../use-cases/quote-refund.js';
import { RefuseWhenFull } from '../use-cases/refuse-when-full.js';
import { RegisterForLecture } from '../use-cases/register-for-lecture.js';

const DEFERRED = {
  description:
    'The seat is held: the payment has no outcome yet (`AWAITING_PAYMENT`), or the staff decides (`AWAITING_APPROVAL`). Read the registration again later.',
  headers: { Location: 'URL of the registration.', 'Retry-After': 'Seconds to wait.' },
};
const RETRY_AFTER_SECONDS = { payment: '2', approval: '60' };

/** Ids ascend with time, so the id of the last item is the position in the list. */
const Position = z.strictObject({ before: Id });

@ApiTags('registrations')
@Roles('student')
@Controller('api/v1/registrations')
export class RegistrationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Register for a lecture',
    description:
      'Holds a seat and charges the fee. 201: enrolled. 202: the seat is held, but the payment has no outcome yet, or the staff must approve; poll `Location` after `Retry-After`, or send the request again with the same key. 402: declined, and the seat is free again. If several reasons for a rejection apply, `code` is the first of `ALREADY_REGISTERED`, `LECTURE_NOT_OPEN`, `NOT_OPEN_YET`, `REGISTRATION_CLOSED`, `TOO_MANY_PLACES`, `FEE_CHANGED`, `TOO_MANY_HOLDS`, `SEAT_TAKEN`, `LECTURE_FULL`, and `reasons` has all. A refusal is final: a new try needs a new key.',
  })
  @Idempotent({ required: true, admission: RefuseWhenFull })
  @ApiAnswer(201, Registration, {
    description: 'Paid, or free of charge: the student is enrolled.',
    headers: { Location: DEFERRED.headers.Location },
  })
  @ApiAnswer(202, DeferredRegistration, DEFERRED)
  @ApiProblems(
    ...['LECTURE_UNKNOWN', 'ALREADY_REGISTERED', 'LECTURE_NOT_OPEN', 'FEE_CHANGED', 'TOO_MANY_HOLDS', 'LECTURE_FULL'],
    ...['NOT_OPEN_YET', 'REGISTRATION_CLOSED', 'TOO_MANY_PLACES', 'SEAT_TAKEN'],
    ...['PAYMENT_DECLINED', 'HOLD_EXPIRED', 'REGISTRATION_OVER', 'EMAIL_UNVERIFIED'],
  )
  async register(
    @Body({ schema: RegisterBody }) body: RegisterBody,
    @CurrentAccount() { id: studentId, emailVerified = true }: CallingAccount,
    @RequestKey() ticket?: IdempotencyTicket,
  ): Promise<HttpAnswer> {
    const { lectureId, payment, expectedFee: fee, hold, places } = body;
    const command = new RegisterForLecture(studentId, lectureId, payment, ticket, fee, emailVerified, hold, places);
    return answerOf(await this.commands.execute(command), 201);
  }

  @Post(':id/payment')
  @ApiOperation({
    summary: 'Pay for a registration',
    description:
      'For a registration that awaits payment, until `holdExpiresAt`. A 202 is not final: poll `Location`. With `paymentDeferred` `ACTION_REQUIRED`, read `GET /payments/{paymentId}` and open the URL of its `nextAction`; then repeat the request with the same key, or poll. If the student does not return in time, the hold ends and nothing is charged.',
  })
  @Idempotent({ required: true })
  @ApiAnswer(200, Registration, { description: 'Paid: the student is enrolled.' })
  @ApiAnswer(202, DeferredRegistration, DEFERRED)
  @ApiProblems('PAYMENT_DECLINED', 'NOT_FOUND', 'HOLD_EXPIRED', 'NOT_AWAITING_PAYMENT', 'REGISTRATION_OVER')
  async pay(
    @Param('id', { schema: Id.describe('Id of the registration.') }) id: string,
    @Body({ schema: PaymentMethod }) payment: PaymentMethod,
    @CurrentAccount() { id: studentId }: CallingAccount,
    @RequestKey() ticket?: IdempotencyTicket,
  ): Promise<HttpAnswer> {
    return answerOf(await this.commands.execute(new PayForRegistration(id, studentId, payment, ticket)), 200);
  }

  @Post(':id/cancel')
  @ApiOperation({
    summary: 'Cancel a registration',
    description:
      'Possible until the first session starts, or until the last step of the refund schedule ends; also within 7 days of a change of session times: then at least the share of the fee for sessions that have not begun is refunded. The refund is paid in the background. With `places` only these places are canceled. If the staff accepted the registration, the staff must also agree to the cancellation; one more request is possible after a refusal. Repeating the request is safe.',
  })
  @HttpCode(200)
  @Idempotent()
  @ApiAnswer(200, Registration, {
    description: 'Canceled; a refund follows automatically. Repeating the request is safe.',
  })
  @ApiAnswer(202, Registration, {
    description: 'The staff had accepted the registration, and decides on the request by `cancelRequest.decideBy`.',
  })
  @ApiProblems(
    ...['NOT_FOUND', 'REGISTRATION_OVER', 'CANCEL_TOO_LATE', 'CANCEL_REFUSED', 'REFUND_CHANGED'],
    ...['PLACES_UNKNOWN', 'WHOLE_REGISTRATION_ONLY'],
  )
  async cancel(
    @Param('id', { schema: Id.describe('Id of the registration.') }) id: string,
    @Body({ schema: CancelRegistrationBody.optional() }) cancellation: CancelRegistrationBody = {},
    @CurrentAccount() { id: studentId }: CallingAccount,
  ): Promise<HttpAnswer> {
    const registration = await this.commands.execute(new CancelRegistration(id, studentId, cancellation));
    return answer(pendingRequest(registration) ? 202 : 200, publicStateOf(registration));
  }

  @Get(':id/refund-quote')
  @ApiOperation({
    summary: 'Quote the refund of a cancellation',
    description:
      'What you get back if you cancel now, by the refund schedule at the time of registration. Send `refund` as `expectedRefund` with the cancellation, so that it is refused if a step of the schedule ends in between.',
  })
  @ApiAnswer(200, RefundQuote, { description: 'The refund at this moment.' })
  @ApiProblems('NOT_FOUND', 'REGISTRATION_OVER', 'CANCEL_TOO_LATE', 'PLACES_UNKNOWN')
  quote(
    @Param('id', { schema: Id.describe('Id of the registration.') }) id: string,
    @Query({ schema: RefundQuoteQuery }) { places }: RefundQuoteQuery,
    @CurrentAccount() { id: studentId }: CallingAccount,
  ): Promise<RefundQuote> {
    return this.queries.execute(new QuoteRefund(id, studentId, places));
  }

  @Get()
  @ApiOperation({ summary: 'List your registrations', description: 'Newest first.' })
  @ApiAnswer(200, RegistrationPage, { description: 'Your registrations, newest first.' })
  async list(
    @Query({ schema: RegistrationsQuery }) { lectureId, status, cursor, limit }: RegistrationsQuery,
    @CurrentAccount() { id: studentId }: CallingAccount,
  ): Promise<Page<Registration>> {
    const page = { studentId, lectureId, status, before: positionIn(cursor), limit: limit + 1 };
    return pageOf(await this.queries.execute(new ListRegistrations(page)), limit);
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Read a registration',
    description: 'One of your registrations. An overdue hold is shown as `EXPIRED` immediately.',
  })
  @ApiAnswer(200, Registration, { description: 'One of your registrations.' })
  @ApiProblems('NOT_FOUND')
  async find(
    @Param('id', { schema: Id.describe('Id of the registration.') }) id: string,
    @CurrentAccount() { id: studentId }: CallingAccount,
  ): Promise<Registration> {
    return publicStateOf(await this.queries.execute(new FindRegistration(id, studentId)));
  }
}

function answerOf({ registration, deferred }: Outcome, confirmedStatus: 200 | 201): HttpAnswer {
  const location = `/api/v1/registrations/${registration.id}`;
  const body = publicStateOf(registration);
  if (registration.status === 'AWAITING_APPROVAL')
    return answer(202, body, { location, 'retry-after': RETRY_AFTER_SECONDS.approval });
  if (deferred === null) return answer(confirmedStatus, body, confirmedStatus === 201 ? { location } : {});
  return answer(202, { ...body, paymentDeferred: deferred }, { location, 'retry-after': RETRY_AFTER_SECONDS.payment });
}

export const positionIn = (cursor: string | undefined): string | undefined =>
  cursor === undefined ? undefined : decodeCursor(Position, cursor).before;

export function pageOf(found: RegistrationState[], limit: number): Page<Registration> {
  const items = found.slice(0, limit).map(publicStateOf);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? encodeCursor({ before: last.id }) : null };
}
