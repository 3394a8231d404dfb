import { SpanKind } from '@opentelemetry/api';
import { CHARGE_PATTERN, ChargeAnswer, type ChargeRequest } from '#contracts';
import { currentContext, inSpan, type Clock, type Log } from '#platform';
import { CallFailed, type Attempt, type CallPolicy } from '#resilience';
import type { Charge, ChargeOutcome } from '../use-cases/payment-gateway.js';

const ASKING = { kind: SpanKind.CLIENT, attributes: { 'peer.service': 'payment', 'rpc.method': CHARGE_PATTERN } };

/** Asks payment once, over some protocol; whatever comes back is read here. */
export type Ask = (request: ChargeRequest, attempt: Attempt) => Promise<unknown>;

/** Calls to payment within the limits of one policy, whatever carries them: every fault is an outcome. */
export class LimitedCalls {
  constructor(
    private readonly policy: CallPolicy,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async charge(charge: Charge, withinMs: number, ask: Ask): Promise<ChargeOutcome> {
    try {
      const answer = await this.policy.call(
        (attempt) =>
          inSpan('ask payment', ASKING, async () =>
            ChargeAnswer.parse(await ask(this.requestOf(charge, attempt), attempt)),
          ),
        withinMs,
      );
      return outcomeOf(answer);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      this.log.warn('payment did not answer', { registrationId: charge.registrationId, reason: error.reason, error });
      return { outcome: 'UNSETTLED', because: error.reason };
    }
  }

  private requestOf(charge: Charge, { timeoutMs }: Attempt): ChargeRequest {
    const { correlationId, traceparent } = currentContext();
    const deadline = new Date(this.clock.now().getTime() + timeoutMs).toISOString();
    return { ...charge, deadline, correlationId, traceparent };
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
