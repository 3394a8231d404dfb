import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpService } from '@nestjs/axios';
import { CHARGE_TIMEOUT_HEADER, type ChargeRequest } from '#contracts';
import { currentContext, headersOfContext } from '#platform';
import type { Attempt } from '#resilience';
import axios from 'axios';
import { firstValueFrom } from 'rxjs';
import { PaymentGateway, type Charge, type ChargeOutcome } from '../ports/payment-gateway.js';
import type { PaymentCalls } from './payment-calls.js';
import type { ServiceToken } from './service-token.js';

const MAX_RESPONSE_BYTES = 64 * 1024;

/** HTTP client for other services: keep-alive, without redirects or proxy; every status is a response, not an exception. */
export function internalHttp(): HttpService {
  const keepAlive = { keepAlive: true, noDelay: true, maxFreeSockets: 64 };
  return new HttpService(
    axios.create({
      httpAgent: new HttpAgent(keepAlive),
      httpsAgent: new HttpsAgent(keepAlive),
      maxRedirects: 0,
      maxContentLength: MAX_RESPONSE_BYTES,
      proxy: false,
      validateStatus: () => true,
    }),
  );
}

export class HttpPaymentGateway extends PaymentGateway {
  constructor(
    private readonly http: HttpService,
    private readonly url: string,
    private readonly token: ServiceToken,
    private readonly calls: PaymentCalls,
  ) {
    super();
  }

  charge(charge: Charge, withinMs: number): Promise<ChargeOutcome> {
    return this.calls.charge(charge, withinMs, (request, attempt) => this.post(request, attempt));
  }

  private async post(request: ChargeRequest, { signal, timeoutMs }: Attempt): Promise<unknown> {
    const startedAt = performance.now();
    const token = await this.token.current();
    const headers = {
      authorization: `Bearer ${token}`,
      [CHARGE_TIMEOUT_HEADER]: Math.max(0, Math.ceil(timeoutMs - (performance.now() - startedAt))),
      ...headersOfContext(currentContext()),
    };
    const response = await firstValueFrom(this.http.post<unknown>(this.url, request, { headers, signal }));
    if (response.status === 200) return response.data;
    if (response.status === 401) this.token.discard(token);
    throw new Error(`payment responded with status ${response.status}`);
  }
}
