import type { ClientProxy } from '@nestjs/microservices';
import { CHARGE_PATTERN } from '#contracts';
import { firstValueFrom, fromEvent, takeUntil } from 'rxjs';
import { PaymentGateway, type Charge, type ChargeOutcome } from '../use-cases/payment-gateway.js';
import type { LimitedCalls } from './limited-calls.js';

/** Reaches payment by request and response over whatever carries RPC. */
export class RpcPaymentGateway extends PaymentGateway {
  constructor(
    private readonly client: ClientProxy,
    private readonly calls: LimitedCalls,
  ) {
    super();
  }

  charge(charge: Charge, withinMs: number): Promise<ChargeOutcome> {
    return this.calls.charge(charge, withinMs, (request, { signal }) => {
      const answer = this.client.send<unknown>(CHARGE_PATTERN, request);
      return firstValueFrom(answer.pipe(takeUntil(fromEvent(signal, 'abort'))));
    });
  }
}
