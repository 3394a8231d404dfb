import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { z } from 'zod';
import { invalidRequest, Public, RawBody, RequestHeader } from '#platform';
import { CheckPayment } from '../use-cases/check-payment.js';

const Signature = z.string().max(2_000).optional();

/** Webhooks of the payment provider: a second source of outcomes, beside the status queries of `settle-due-payments`. */
@ApiExcludeController()
@Public()
@Controller('api/v1/payments/webhook')
export class WebhookController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(204)
  async receive(
    @Body({ schema: z.looseObject({}) }) _event: object,
    @RawBody() body: Buffer,
    @RequestHeader('stripe-signature', { schema: Signature }) signature?: string,
  ): Promise<void> {
    if (await this.commands.execute(new CheckPayment({ body, signature }))) return;
    throw invalidRequest([{ pointer: '/header/Stripe-Signature', detail: 'is not the signature of this body' }]);
  }
}
