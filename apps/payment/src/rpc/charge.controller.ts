import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload, RpcException } from '@nestjs/microservices';
import { CHARGE_PATTERN, type ChargeAnswer, type ChargeRequest } from '#contracts';
import { Tracing } from '#platform';
import { ChargeRegistration } from '../use-cases/charge-registration.js';
import { answerInContextOf, NotACharge, readCharge } from './charge-call.js';

@Controller()
export class ChargeController {
  constructor(
    private readonly commands: CommandBus,
    private readonly tracing: Tracing,
  ) {}

  @MessagePattern(CHARGE_PATTERN)
  charge(@Payload() payload: unknown): Promise<ChargeAnswer> {
    const request = readRequest(payload);
    return answerInContextOf(request, this.tracing, () => this.commands.execute(new ChargeRegistration(request)));
  }
}

function readRequest(payload: unknown): ChargeRequest {
  try {
    return readCharge(payload);
  } catch (error) {
    throw error instanceof NotACharge ? new RpcException(error.message) : error;
  }
}
