import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Instant, PaymentDetails, PaymentPage, type Payment, PaymentsQuery, PathId, type Page } from '#contracts';
import {
  ApiAnswer,
  ApiProblems,
  CurrentAccount,
  decodeCursor,
  encodeCursor,
  Roles,
  type CallingAccount,
} from '#platform';
import { FindPayment } from '../use-cases/find-payment.js';
import { ListPayments } from '../use-cases/list-payments.js';

const HistoryCursor = z.strictObject({ createdAt: Instant, id: PathId });

@ApiTags('payments')
@Roles('student', 'admin')
@Controller('api/v1/payments')
export class PaymentsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({
    summary: 'List your payments',
    description: 'Newest first; an admin gets the payments of all students.',
  })
  @ApiAnswer(200, PaymentPage, { description: 'Your payments, or all payments for an admin, newest first.' })
  async list(
    @CurrentAccount() account: CallingAccount,
    @Query({ schema: PaymentsQuery }) { registrationId, cursor, limit }: PaymentsQuery,
  ): Promise<Page<Payment>> {
    const after = cursor === undefined ? undefined : decodeCursor(HistoryCursor, cursor);
    const { items, next } = await this.queries.execute(new ListPayments(account, { registrationId, after, limit }));
    return { items, next: next && encodeCursor(next) };
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Read a payment',
    description:
      'One of your payments; an admin can read any payment. While the bank requires authentication, `nextAction` has the page to open, for the student only; while the provider does not respond it is absent. After the student has returned, poll the registration, or repeat `POST /registrations/{id}/payment` with the same `Idempotency-Key`: the provider decides, never the query string of the return URL.',
  })
  @ApiAnswer(200, PaymentDetails, { description: 'The payment.' })
  @ApiProblems('NOT_FOUND')
  find(
    @CurrentAccount() account: CallingAccount,
    @Param('id', { schema: PathId.describe('Id of the payment.') }) id: string,
  ): Promise<PaymentDetails> {
    return this.queries.execute(new FindPayment(id, account));
  }
}
