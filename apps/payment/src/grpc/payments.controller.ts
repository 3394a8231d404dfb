import { Controller, UseFilters, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { GrpcMethod } from '@nestjs/microservices';
import type { Metadata, ServerUnaryCall } from '@grpc/grpc-js';
import type { ChargeAnswer } from '#contracts';
import { Tracing } from '#platform';
import { answerInContextOf, readCharge } from '../rpc/charge-call.js';
import { ChargeRegistration } from '../use-cases/charge-registration.js';
import { GrpcRefusals } from './grpc-refusals.js';
import { CHARGE, PAYMENTS } from './payment-proto.js';
import { ServiceTokenGuard } from './service-token.guard.js';

@Controller()
@UseGuards(ServiceTokenGuard)
@UseFilters(GrpcRefusals)
export class GrpcPaymentsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly tracing: Tracing,
  ) {}

  @GrpcMethod(PAYMENTS, CHARGE)
  charge(
    message: { deadline?: string },
    _metadata: Metadata,
    call: Pick<ServerUnaryCall<unknown, unknown>, 'getDeadline'>,
  ): Promise<ChargeAnswer> {
    const request = readCharge({ ...message, deadline: earlier(message.deadline, call.getDeadline()) });
    return answerInContextOf(request, this.tracing, () => this.commands.execute(new ChargeRegistration(request)));
  }
}

/** Whichever comes first, what the message says or how long the caller really waits; what is no instant is left to the schema. */
function earlier(told: string | undefined, deadline: Date | number): string | undefined {
  const waitsUntil = Number(deadline);
  if (!Number.isFinite(waitsUntil) || (told !== undefined && !(waitsUntil < Date.parse(told)))) return told;
  return new Date(waitsUntil).toISOString();
}
