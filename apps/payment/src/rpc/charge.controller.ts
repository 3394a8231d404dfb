import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload, RpcException } from '@nestjs/microservices';
import { CHARGE_PATTERN, ChargeRequest, type ChargeAnswer } from '#contracts';
import { inContext, newContext } from '#platform';
import { ChargeRegistration } from '../use-cases/charge-registration.js';

@Controller()
export class ChargeController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(CHARGE_PATTERN)
  charge(@Payload() payload: unknown): Promise<ChargeAnswer> {
    const request = readRequest(payload);
    const { correlationId, traceparent } = { ...newContext(), ...request };
    return inContext({ correlationId, traceparent }, () => this.commands.execute(new ChargeRegistration(request)));
  }
}

/** Names what is wrong and never its value: one of them is a card token. */
function readRequest(payload: unknown): ChargeRequest {
  const read = ChargeRequest.safeParse(payload);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path }) => path.join('.') || 'request');
  throw new RpcException(`not a charge request: ${faults.join(', ')}`);
}
