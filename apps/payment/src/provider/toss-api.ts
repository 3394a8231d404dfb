import { z } from 'zod';
import type { ProviderResult } from '../domain/apply-provider-result.js';
import { ProviderFault, type Webhook } from '../ports/payment-provider.js';
import type { RemoteCharge } from './remote-ledger.js';
import { declined, RemoteApi, type RemoteRefund } from './remote-provider.js';

const TossPayment = z.object({
  paymentKey: z.string(),
  orderId: z.string(),
  status: z.string(),
  totalAmount: z.number(),
  cancels: z
    .array(z.object({ cancelAmount: z.number(), cancelReason: z.string(), cancelStatus: z.string().optional() }))
    .nullish(),
});
type TossPayment = z.infer<typeof TossPayment>;

const TossWebhook = z.object({ data: TossPayment.pick({ paymentKey: true, orderId: true }) });

const TossError = z.object({ code: z.string(), message: z.string().optional() });
type TossError = z.infer<typeof TossError>;

/** Toss reports these with a 4xx status although nothing has been decided. */
const UNDECIDED = new Set([
  ...['PROVIDER_ERROR', 'IDEMPOTENT_REQUEST_PROCESSING', 'FORBIDDEN_CONSECUTIVE_REQUEST', 'FORBIDDEN_REQUEST'],
  ...['UNAUTHORIZED_KEY', 'INVALID_API_KEY', 'INCORRECT_BASIC_AUTH_FORMAT'],
]);

/**
 * Toss Payments (https://docs.tosspayments.com/reference). The token is the `paymentKey` that its payment window returned: the
 * student has authorized the amount, and the confirmation charges it. Without one, the authorization expires after ten minutes.
 */
export class TossApi extends RemoteApi {
  constructor(
    private readonly url: URL,
    private readonly secretKey: string,
  ) {
    super();
  }

  /** The reference contains the payment key and the order id. A confirmed authorization is declined, because it has already paid for another charge. */
  async prepare({ amount }: RemoteCharge, paymentKey: string, signal: AbortSignal): Promise<string | ProviderResult> {
    const found = await this.call('GET', paymentPath(paymentKey), signal);
    if ('code' in found) return declined('TOKEN_UNKNOWN');
    if (found.status !== 'IN_PROGRESS') return declined('TOKEN_ALREADY_USED');
    if (found.totalAmount !== amount.amount) return declined('AMOUNT_MISMATCH');
    return `${found.paymentKey}:${found.orderId}`;
  }

  async confirm(
    reference: string,
    { key, amount: { amount } }: RemoteCharge,
    _token: string,
    signal: AbortSignal,
  ): Promise<ProviderResult | undefined> {
    const [paymentKey = '', orderId = ''] = reference.split(':');
    const answer = await this.call('POST', '/v1/payments/confirm', signal, { paymentKey, orderId, amount }, key);
    if (!('code' in answer)) return resultOf(answer);
    const current = await this.read(reference, signal);
    return current && current.state !== 'DECLINED' ? current : declined(answer.code);
  }

  async read(reference: string, signal: AbortSignal): Promise<ProviderResult | undefined> {
    const found = await this.call('GET', paymentPath(reference.split(':')[0] ?? ''), signal);
    if ('code' in found) throw new ProviderFault(`Toss Payments: ${found.code}`);
    return resultOf(found);
  }

  /** An authorization cannot be voided: until it is confirmed or expires, the charge is undecided. */
  async end(reference: string, charge: RemoteCharge, signal: AbortSignal): Promise<ProviderResult | undefined> {
    const before = await this.read(reference, signal);
    if (before?.state !== 'CAPTURED' || before.refunds) return before;
    const cancel = { cancelReason: `registration ended (${charge.key})` };
    const answer = await this.call('POST', `${paymentPath(reference.split(':')[0] ?? '')}/cancel`, signal, cancel);
    if (!('code' in answer)) return resultOf(answer);
    return answer.code === 'ALREADY_CANCELED_PAYMENT' ? { state: 'REFUNDED' } : { state: 'CAPTURED' };
  }

  /** The reason of the cancellation names the refund, because Toss lists the cancellations of a payment without our key. */
  async refund(reference: string, refund: RemoteRefund, signal: AbortSignal): Promise<ProviderResult | undefined> {
    const { refundKey, amount, refusals } = refund;
    const before = await this.read(reference, signal);
    if (before?.state !== 'CAPTURED' || before.refunds?.some((each) => each.refundKey === refundKey)) return before;
    const cancel = { cancelReason: `${PARTIAL}${refundKey}`, cancelAmount: amount };
    const path = `${paymentPath(reference.split(':')[0] ?? '')}/cancel`;
    const answer = await this.call('POST', path, signal, cancel, `${refundKey}:${refusals}`);
    return 'code' in answer ? this.read(reference, signal) : resultOf(answer);
  }

  referenceIn({ body }: Webhook): string | undefined {
    const { data } = TossWebhook.safeParse(JSON.parse(body.toString('utf8'))).data ?? {};
    return data && `${data.paymentKey}:${data.orderId}`;
  }

  private async call(
    method: 'GET' | 'POST',
    path: string,
    signal: AbortSignal,
    data?: object,
    idempotencyKey?: string,
  ): Promise<TossPayment | TossError> {
    const headers = {
      authorization: `Basic ${Buffer.from(`${this.secretKey}:`).toString('base64')}`,
      ...(data && { 'content-type': 'application/json' }),
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    };
    const request = {
      method,
      headers,
      signal,
      redirect: 'error' as const,
      ...(data && { body: JSON.stringify(data) }),
    };
    try {
      const response = await fetch(new URL(path, this.url), request);
      const body = await response.json();
      if (response.ok) return TossPayment.parse(body);
      const refusal = TossError.parse(body);
      const isFault = response.status >= 500 || response.status === 429 || UNDECIDED.has(refusal.code);
      if (isFault) throw new Error(`${response.status} ${refusal.code}`);
      return refusal;
    } catch (error) {
      throw new ProviderFault(`Toss Payments: ${(error as Error).message}`, { cause: error });
    }
  }
}

const PARTIAL = 'partial refund ';

const paymentPath = (paymentKey: string): string => `/v1/payments/${encodeURIComponent(paymentKey)}`;

function resultOf({ status, cancels }: TossPayment): ProviderResult | undefined {
  const refunds = (cancels ?? []).flatMap(({ cancelReason, cancelAmount: amount, cancelStatus = 'DONE' }) =>
    cancelStatus === 'DONE' && cancelReason.startsWith(PARTIAL)
      ? [{ refundKey: cancelReason.slice(PARTIAL.length), amount }]
      : [],
  );
  const partly = refunds.length > 0 ? { refunds } : {};
  switch (status) {
    case 'DONE':
    case 'PARTIAL_CANCELED':
      return { state: 'CAPTURED', ...partly };
    case 'CANCELED':
      return { state: 'REFUNDED', ...partly };
    case 'EXPIRED':
      return { state: 'VOIDED' };
    case 'ABORTED':
      return declined();
    default:
      return undefined;
  }
}
