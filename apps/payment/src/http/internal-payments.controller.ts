import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { ChargeRequest } from '#contracts';
import { answer, HttpAnswer, Roles } from '#platform';
import { inRequestContext } from '../rpc/charge-request.js';
import { ChargeRegistration } from '../use-cases/charge-registration.js';

/** The charge over HTTP, for services only: the gateway does not route `/internal`, and the public API excludes it. */
@ApiExcludeController()
@Roles('service')
@Controller('internal/payments')
export class InternalPaymentsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  async charge(@Body({ schema: ChargeRequest }) request: ChargeRequest): Promise<HttpAnswer> {
    return answer(200, await inRequestContext(request, () => this.commands.execute(new ChargeRegistration(request))));
  }
}
