import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { ChargeRequest } from '#contracts';
import { answer, HttpAnswer, Roles } from '#platform';
import { inContextOf } from '../rpc/charge-call.js';
import { ChargeRegistration } from '../use-cases/charge-registration.js';

/** The payment call over HTTP, for services only: the gateway routes nothing under `/internal`, and it is in no public reference. */
@ApiExcludeController()
@Roles('service')
@Controller('internal/payments')
export class InternalPaymentsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  async charge(@Body({ schema: ChargeRequest }) request: ChargeRequest): Promise<HttpAnswer> {
    return answer(200, await inContextOf(request, () => this.commands.execute(new ChargeRegistration(request))));
  }
}
