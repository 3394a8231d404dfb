import { Controller, Injectable, UseFilters, UseGuards, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Metadata, status, type ServerUnaryCall } from '@grpc/grpc-js';
import { GrpcMethod, RpcException } from '@nestjs/microservices';
import type { ChargeAnswer } from '#contracts';
import { Tokens, Tracing } from '#platform';
import { inServerSpan, parseChargeRequest } from '../rpc/charge-request.js';
import { charged, ChargeRegistration } from '../use-cases/charge-registration.js';
import { GrpcExceptionFilter } from './grpc-exception-filter.js';

const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i;

@Injectable()
export class ServiceTokenGuard implements CanActivate {
  constructor(private readonly tokens: Tokens) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const metadata: unknown = context.switchToRpc().getContext();
    const [authorization, more] = metadata instanceof Metadata ? metadata.get('authorization') : [];
    const [, token] = BEARER.exec(String(authorization ?? '')) ?? [];
    if (!token || more !== undefined) {
      throw new RpcException({
        code: status.UNAUTHENTICATED,
        message: 'Send one access token in the metadata: authorization: Bearer <token>.',
      });
    }
    const { role } = this.tokens.cached(token) ?? (await this.tokens.verify(token));
    if (role !== 'service') {
      throw new RpcException({ code: status.PERMISSION_DENIED, message: 'Only services may call this method.' });
    }
    return true;
  }
}

@Controller()
@UseGuards(ServiceTokenGuard)
@UseFilters(GrpcExceptionFilter)
export class GrpcPaymentsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly tracing: Tracing,
  ) {}

  @GrpcMethod('Payments', 'Charge')
  charge(
    message: unknown,
    _metadata: Metadata,
    call: Pick<ServerUnaryCall<unknown, unknown>, 'getDeadline'>,
  ): Promise<ChargeAnswer> {
    const request = parseChargeRequest(message);
    // gRPC sends a duration, from which this server computes the deadline on its own clock.
    const command = new ChargeRegistration(request, Number(call.getDeadline()) - Date.now());
    return inServerSpan(request, this.tracing, () => charged(this.commands, command));
  }
}
