import { z } from 'zod';
import { Payment } from '../payment.js';
import { Id, Instant, Money, SubjectId } from '../values.js';

export const CHARGE_PATTERN = 'payment.charge';

export const PAYMENT_RPC_QUEUE = 'sugang.payment.rpc';

/** How long the caller of a charge waits, in milliseconds: an HTTP header; RabbitMQ has `expiration`, gRPC `grpc-timeout`. */
export const CHARGE_TIMEOUT_HEADER = 'x-request-timeout-ms';

/** Used when the caller does not state how long it waits. */
export const DEFAULT_CHARGE_TIMEOUT_MS = 2_000;

/** Request to charge. `paymentId` is the idempotency key towards payment and the provider: retries reuse it. */
export const ChargeRequest = z.strictObject({
  paymentId: Id,
  registrationId: Id,
  studentId: SubjectId,
  attempt: z.int().min(1),
  amount: Money,
  method: z.literal('card'),
  token: z.string().min(1).max(255),
  /** @deprecated Ignored, because clocks differ. Sent until no payment service of the previous release requires it. */
  deadline: Instant.optional(),
  correlationId: z.string().max(128).optional(),
  traceparent: z.string().max(64).optional(),
});
export type ChargeRequest = z.infer<typeof ChargeRequest>;

/** Reason of UNKNOWN: the provider has not responded yet, shortly before the caller gives up. */
export const NO_ANSWER_YET = 'NO_ANSWER_YET';

/** Reason of UNKNOWN: nothing is charged until the student has authenticated with the bank (`nextAction` of the payment). */
export const ACTION_REQUIRED = 'ACTION_REQUIRED';

/**
 * COMPLETED and DECLINED carry the payment that decided it: an earlier attempt found captured answers for the new one.
 * UNKNOWN: money may or may not have moved; the payment's event settles it. REFUSED: nothing was or will be charged.
 */
export const ChargeAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('COMPLETED'), payment: Payment }),
  z.object({ outcome: z.literal('DECLINED'), payment: Payment }),
  z.object({ outcome: z.literal('UNKNOWN'), reason: z.string() }),
  z.object({
    outcome: z.literal('REFUSED'),
    reason: z.enum(['REGISTRATION_OVER', 'DEADLINE_PASSED', 'ATTEMPT_OUTDATED']),
  }),
]);
export type ChargeAnswer = z.infer<typeof ChargeAnswer>;

/** A member beside the answer: milliseconds that it waited for the provider. The rest is payment's own and grows when it is overloaded. */
export const ProviderTime = z.object({ providerMs: z.number().min(0).optional() });
export type ProviderTime = z.infer<typeof ProviderTime>;
