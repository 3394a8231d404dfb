import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  DeferredRegistration,
  Id,
  PaymentMethod,
  RegisterBody,
  Registration,
  RegistrationPage,
  RegistrationsQuery,
  type Page,
} from '#contracts';
import {
  ApiAnswer,
  ApiProblems,
  CurrentAccount,
  HttpAnswer,
  Idempotent,
  RequestKey,
  Roles,
  type CallingAccount,
  type IdempotencyTicket,
} from '#platform';
import { publicStateOf } from '../domain/registration.js';
import { CancelRegistration } from '../use-cases/cancel-registration.js';
import { FindRegistration } from '../use-cases/find-registration.js';
import { ListRegistrations } from '../use-cases/list-registrations.js';
import { PayForRegistration } from '../use-cases/pay-for-registration.js';
import { RegisterForLecture } from '../use-cases/register-for-lecture.js';
import { answerOf } from './outcome.answer.js';
import { nextAfter, placeOf } from './newest-first.js';

const HELD = {
  description: 'The seat is held, the payment has no outcome yet: ask again, or pay again later.',
  headers: { Location: 'Where the registration is read.', 'Retry-After': 'Seconds to wait.' },
};

const REFUSALS_OF_REGISTERING = [
  ...['LECTURE_UNKNOWN', 'ALREADY_REGISTERED', 'LECTURE_NOT_OPEN', 'LECTURE_FULL'],
  ...['PAYMENT_DECLINED', 'HOLD_EXPIRED', 'REGISTRATION_OVER'],
];

@ApiTags('registrations')
@Roles('student')
@Controller('api/v1/registrations')
export class RegistrationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Idempotent({ required: true })
  @ApiAnswer(201, Registration, {
    description: 'Paid (or free): enrolled.',
    headers: { Location: HELD.headers.Location },
  })
  @ApiAnswer(202, DeferredRegistration, HELD)
  @ApiProblems(...REFUSALS_OF_REGISTERING)
  async register(
    @Body({ schema: RegisterBody }) { lectureId, payment }: RegisterBody,
    @CurrentAccount() { id: studentId }: CallingAccount,
    @RequestKey() ticket?: IdempotencyTicket,
  ): Promise<HttpAnswer> {
    return answerOf(await this.commands.execute(new RegisterForLecture(studentId, lectureId, payment, ticket)), 201);
  }

  @Post(':id/payment')
  @Idempotent({ required: true })
  @ApiAnswer(200, Registration, { description: 'Paid: enrolled.' })
  @ApiAnswer(202, DeferredRegistration, HELD)
  @ApiProblems('PAYMENT_DECLINED', 'NOT_FOUND', 'HOLD_EXPIRED', 'NOT_AWAITING_PAYMENT', 'REGISTRATION_OVER')
  async pay(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: PaymentMethod }) payment: PaymentMethod,
    @CurrentAccount() { id: studentId }: CallingAccount,
    @RequestKey() ticket?: IdempotencyTicket,
  ): Promise<HttpAnswer> {
    return answerOf(await this.commands.execute(new PayForRegistration(id, studentId, payment, ticket)), 200);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Idempotent()
  @ApiAnswer(200, Registration, { description: 'Canceled; a refund follows by itself. Asked again, the same answer.' })
  @ApiProblems('NOT_FOUND', 'REGISTRATION_OVER', 'CANCEL_TOO_LATE')
  async cancel(
    @Param('id', { schema: Id }) id: string,
    @CurrentAccount() { id: studentId }: CallingAccount,
  ): Promise<Registration> {
    return publicStateOf(await this.commands.execute(new CancelRegistration(id, studentId)));
  }

  @Get()
  @ApiAnswer(200, RegistrationPage, { description: 'The own registrations, newest first.' })
  async list(
    @Query({ schema: RegistrationsQuery }) { status, cursor, limit }: RegistrationsQuery,
    @CurrentAccount() { id: studentId }: CallingAccount,
  ): Promise<Page<Registration>> {
    const page = { studentId, status, before: placeOf(cursor), limit: limit + 1 };
    const found = await this.queries.execute(new ListRegistrations(page));
    return nextAfter(found.map(publicStateOf), limit);
  }

  @Get(':id')
  @ApiAnswer(200, Registration, { description: 'One of the own registrations.' })
  @ApiProblems('NOT_FOUND')
  async find(
    @Param('id', { schema: Id }) id: string,
    @CurrentAccount() { id: studentId }: CallingAccount,
  ): Promise<Registration> {
    return publicStateOf(await this.queries.execute(new FindRegistration(id, studentId)));
  }
}
