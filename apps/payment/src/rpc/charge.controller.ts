import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { CHARGE_PATTERN, ChargeRequest, type ChargeAnswer } from '#contracts';
import { inContext, newContext } from '#platform';
import { ChargeRegistration } from '../use-cases/charge-registration.js';

@Controller()
export class ChargeController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(CHARGE_PATTERN)
  charge(@Payload() payload: unknown): Promise<ChargeAnswer> {
    const request = ChargeRequest.parse(payload);
    const { correlationId, traceparent } = { ...newContext(), ...request };
    return inContext({ correlationId, traceparent }, () => this.commands.execute(new ChargeRegistration(request)));
  }
}
