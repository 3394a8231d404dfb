import type { HttpService } from '@nestjs/axios';
import type { ChargeRequest } from '#contracts';
import { currentContext, headersOfContext } from '#platform';
import type { Attempt } from '#resilience';
import { firstValueFrom } from 'rxjs';
import { PaymentGateway, type Charge, type ChargeOutcome } from '../use-cases/payment-gateway.js';
import type { LimitedCalls } from './limited-calls.js';
import type { ServiceToken } from './service-token.js';

/** Reaches payment at `PAYMENT_URL`, with a token of this service. */
export class HttpPaymentGateway extends PaymentGateway {
  constructor(
    private readonly http: HttpService,
    private readonly url: string,
    private readonly token: ServiceToken,
    private readonly calls: LimitedCalls,
  ) {
    super();
  }

  charge(charge: Charge, withinMs: number): Promise<ChargeOutcome> {
    return this.calls.charge(charge, withinMs, (request, attempt) => this.ask(request, attempt));
  }

  private async ask(request: ChargeRequest, { signal }: Attempt): Promise<unknown> {
    const token = await this.token.current();
    const headers = { authorization: `Bearer ${token}`, ...headersOfContext(currentContext()) };
    const answer = await firstValueFrom(this.http.post<unknown>(this.url, request, { headers, signal }));
    if (answer.status === 200) return answer.data;
    if (answer.status === 401) this.token.refused(token);
    throw new Error(`payment answered ${answer.status}`);
  }
}
