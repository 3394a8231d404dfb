import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { z } from 'zod';
import { CHARGE_TIMEOUT_HEADER, ChargeRequest } from '#contracts';
import { answer, HttpAnswer, RequestHeader, Roles } from '#platform';
import { inRequestContext } from '../rpc/charge-request.js';
import { charged, ChargeRegistration } from '../use-cases/charge-registration.js';

const Milliseconds = z.coerce.number().int().min(0).max(86_400_000).optional();

/** The charge over HTTP, for services only: the gateway does not route `/internal`, and the public API excludes it. */
@ApiExcludeController()
@Roles('service')
@Controller('internal/payments')
export class InternalPaymentsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  async charge(
    @Body({ schema: ChargeRequest }) request: ChargeRequest,
    @RequestHeader(CHARGE_TIMEOUT_HEADER, { schema: Milliseconds }) timeoutMs?: number,
  ): Promise<HttpAnswer> {
    const command = new ChargeRegistration(request, timeoutMs);
    return answer(200, await inRequestContext(request, () => charged(this.commands, command)));
  }
}
