import { SpanKind } from '@opentelemetry/api';
import {
  ACTION_REQUIRED,
  CHARGE_PATTERN,
  ChargeAnswer,
  NO_ANSWER_YET,
  ProviderTime,
  type ChargeRequest,
} from '#contracts';
import { currentContext, inSpan, type Clock, type Log } from '#platform';
import { CallFailed, NoResultYet, type Attempt, type CallPolicy } from '#resilience';
import type { Charge, ChargeOutcome } from '../ports/payment-gateway.js';

const SPAN = { kind: SpanKind.CLIENT, attributes: { 'peer.service': 'payment', 'rpc.method': CHARGE_PATTERN } };

export type Send = (request: ChargeRequest, attempt: Attempt) => Promise<unknown>;

/** The call to payment under its call policy, independent of the protocol: every fault is an outcome. */
export class PaymentCalls {
  constructor(
    private readonly policy: CallPolicy,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async charge(charge: Charge, withinMs: number, send: Send): Promise<ChargeOutcome> {
    try {
      const response = await this.policy.call(
        (attempt) =>
          inSpan('call payment', SPAN, async () =>
            resultIn(await send(this.requestOf(charge, attempt), attempt), attempt),
          ),
        withinMs,
        charge.studentId,
      );
      return outcomeOf(response);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      this.log.warn('The payment call failed.', { registrationId: charge.registrationId, reason: error.reason, error });
      return { outcome: 'UNSETTLED', because: error.wasAnswered ? 'NO_RESULT_YET' : error.reason };
    }
  }

  private requestOf(charge: Charge, { timeoutMs }: Attempt): ChargeRequest {
    const { correlationId, traceparent } = currentContext();
    // Only for a payment service of the previous release; the others use the duration that the transport sends.
    const deadline = new Date(this.clock.now().getTime() + timeoutMs).toISOString();
    return { ...charge, deadline, correlationId, traceparent };
  }
}

/** @throws NoResultYet for a card whose charge takes longer than the attempt: a retry joins it */
function resultIn(response: unknown, attempt: Attempt): ChargeAnswer {
  const answer = ChargeAnswer.parse(response);
  const { data: { providerMs } = {} } = ProviderTime.safeParse(response);
  if (providerMs !== undefined) attempt.spentBehind(providerMs);
  if (answer.outcome === 'UNKNOWN' && answer.reason === NO_ANSWER_YET) throw new NoResultYet();
  return answer;
}

/** A rejected charge moved no money but is not a decline: the registration keeps awaiting its payment. */
function outcomeOf(answer: ChargeAnswer): ChargeOutcome {
  switch (answer.outcome) {
    case 'COMPLETED':
    case 'DECLINED':
      return answer;
    case 'UNKNOWN':
      return { outcome: 'UNSETTLED', because: answer.reason === ACTION_REQUIRED ? ACTION_REQUIRED : 'UNKNOWN' };
    case 'REFUSED':
      return { outcome: 'UNSETTLED', because: answer.reason === 'DEADLINE_PASSED' ? 'TIMEOUT' : 'UNAVAILABLE' };
  }
}
