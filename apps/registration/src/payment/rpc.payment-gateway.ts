import type { ClientProxy } from '@nestjs/microservices';
import { CHARGE_PATTERN, ChargeAnswer, type ChargeRequest } from '#contracts';
import { currentContext, type Clock, type Log } from '#platform';
import { CallFailed, type Attempt, type CallPolicy } from '#resilience';
import { firstValueFrom, fromEvent, takeUntil } from 'rxjs';
import { PaymentGateway, type Charge, type ChargeOutcome } from '../use-cases/payment-gateway.js';

/** Reaches payment by request and response over whatever carries RPC, within the limits of a call policy. */
export class RpcPaymentGateway extends PaymentGateway {
  constructor(
    private readonly client: ClientProxy,
    private readonly policy: CallPolicy,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    super();
  }

  async charge(charge: Charge, withinMs: number): Promise<ChargeOutcome> {
    try {
      return outcomeOf(await this.policy.call((attempt) => this.ask(charge, attempt), withinMs));
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      this.log.warn('payment did not answer', { registrationId: charge.registrationId, reason: error.reason, error });
      return { outcome: 'UNSETTLED', because: error.reason };
    }
  }

  private async ask(charge: Charge, { signal, timeoutMs }: Attempt): Promise<ChargeAnswer> {
    const { correlationId, traceparent } = currentContext();
    const deadline = new Date(this.clock.now().getTime() + timeoutMs).toISOString();
    const request: ChargeRequest = { ...charge, deadline, correlationId, traceparent };
    const answer = this.client.send<unknown>(CHARGE_PATTERN, request).pipe(takeUntil(fromEvent(signal, 'abort')));
    return ChargeAnswer.parse(await firstValueFrom(answer));
  }
}

/** A refused charge moved no money, but neither is it a decline: the registration goes on waiting for what settles it. */
function outcomeOf(answer: ChargeAnswer): ChargeOutcome {
  switch (answer.outcome) {
    case 'COMPLETED':
    case 'DECLINED':
      return answer;
    case 'UNKNOWN':
      return { outcome: 'UNSETTLED', because: 'UNAVAILABLE' };
    case 'REFUSED':
      return { outcome: 'UNSETTLED', because: answer.reason === 'DEADLINE_PASSED' ? 'TIMEOUT' : 'UNAVAILABLE' };
  }
}
