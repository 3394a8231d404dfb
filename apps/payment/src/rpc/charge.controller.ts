import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { BaseRpcContext, Ctx, MessagePattern, Payload, RpcException } from '@nestjs/microservices';
import { CHARGE_PATTERN, isRejection, type ChargeAnswer, type ChargeRequest } from '#contracts';
import { timeoutOf } from '#messaging';
import { Tracing } from '#platform';
import { charged, ChargeRegistration } from '../use-cases/charge-registration.js';
import { inServerSpan, InvalidChargeRequest, parseChargeRequest } from './charge-request.js';

@Controller()
export class ChargeController {
  constructor(
    private readonly commands: CommandBus,
    private readonly tracing: Tracing,
  ) {}

  @MessagePattern(CHARGE_PATTERN)
  async charge(@Payload() payload: unknown, @Ctx() context: BaseRpcContext): Promise<ChargeAnswer> {
    const request = parsed(payload);
    const command = new ChargeRegistration(request, timeoutOf(context));
    return inServerSpan(request, this.tracing, () => charged(this.commands, command)).catch(sendRejection);
  }
}

function parsed(payload: unknown): ChargeRequest {
  try {
    return parseChargeRequest(payload);
  } catch (error) {
    throw error instanceof InvalidChargeRequest ? new RpcException(error.message) : error;
  }
}

function sendRejection(error: unknown): never {
  throw isRejection(error) ? new RpcException(error.message) : error;
}
