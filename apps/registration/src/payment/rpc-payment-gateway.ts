import type { ClientProxy } from '@nestjs/microservices';
import { CHARGE_PATTERN } from '#contracts';
import { TimedRequest } from '#messaging';
import { firstValueFrom, fromEvent, takeUntil } from 'rxjs';
import { PaymentGateway, type Charge, type ChargeOutcome } from '../ports/payment-gateway.js';
import type { PaymentCalls } from './payment-calls.js';

export class RpcPaymentGateway extends PaymentGateway {
  constructor(
    private readonly client: ClientProxy,
    private readonly calls: PaymentCalls,
  ) {
    super();
  }

  charge(charge: Charge, withinMs: number): Promise<ChargeOutcome> {
    return this.calls.charge(charge, withinMs, (request, { signal, timeoutMs }) => {
      const response = this.client.send<unknown>(CHARGE_PATTERN, new TimedRequest(request, timeoutMs));
      return firstValueFrom(response.pipe(takeUntil(fromEvent(signal, 'abort'))));
    });
  }
}
