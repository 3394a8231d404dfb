import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

interface Intent {
  id: string;
  object: 'payment_intent';
  amount: number;
  currency: string;
  metadata: Record<string, string>;
  status: string;
  last_payment_error: { code: string; decline_code?: string } | null;
  cancellation_reason: string | null;
  latest_charge: { id: string; refunded: boolean; amount_refunded: number } | null;
  next_action: { type: 'redirect_to_url'; redirect_to_url: { url: string; return_url: string } } | null;
}

interface Refund {
  id: string;
  object: 'refund';
  payment_intent: string;
  amount: number;
  status: string;
  metadata: Record<string, string>;
}

type Fault = 'lost request' | 'lost response' | 'rate limited' | 'server error';
type Answer = { status: number; body: unknown };

export const STRIPE_KEY = 'sk_test_standin';
const SMALLEST_AMOUNT = 500;
const KEY_IN_USE = { type: 'idempotency_error', code: 'idempotency_key_in_use', message: 'This key is in use.' };

/**
 * Stands in for Stripe's API: the states, errors and idempotency of PaymentIntents and refunds as docs.stripe.com describes them,
 * written from that documentation and never compared with Stripe itself.
 */
export class StripeStandIn {
  readonly intents = new Map<string, Intent>();
  readonly refunds: Refund[] = [];
  readonly requests: string[] = [];
  /** Faults of the next requests, by the end of the request path. */
  readonly faults: { path: string; fault: Fault }[] = [];
  /** The status of the next refunds, if they do not succeed at once. */
  readonly refundStatuses: string[] = [];
  /** Whether the student passes the authentication of the bank. */
  authenticates = true;
  /** A path. After the first request to it, every response is lost. */
  silentFrom: string | undefined;
  private isSilent = false;
  private readonly returnUrls = new Map<string, string>();
  private readonly answers = new Map<string, { params: string; answer?: Answer }>();
  private readonly server = createServer((request, response) => void this.serve(request, response));
  private ids = 0;

  async listen(): Promise<URL> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return new URL(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  capturesOf(key: string): number {
    return [...this.intents.values()].filter(
      ({ metadata, latest_charge: charge }) => metadata['payment_id'] === key && charge,
    ).length;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stripe');
    let text = '';
    for await (const chunk of request) text += String(chunk);
    this.requests.push(`${request.method} ${url.pathname}`);
    if (url.pathname.startsWith('/authenticate/')) return this.authenticate(url.pathname.split('/')[2]!, response);
    const fault = this.faultAt(url.pathname);
    if (fault === 'lost request') return void request.socket.destroy();
    const answer =
      fault === undefined || fault === 'lost response' ? await this.answer(request, url, text) : refusalOf(fault);
    this.isSilent = this.silentFrom !== undefined && (this.isSilent || url.pathname.endsWith(this.silentFrom));
    if (fault === 'lost response' || this.isSilent) return void request.socket.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/json', 'request-id': `req_${++this.ids}` });
    response.end(JSON.stringify(answer.body));
  }

  private faultAt(path: string): Fault | undefined {
    const index = this.faults.findIndex((each) => path.endsWith(each.path));
    return index === -1 ? undefined : this.faults.splice(index, 1)[0]!.fault;
  }

  /** "The result is saved for the first request with a key, regardless of whether it succeeds or fails." */
  private async answer(request: IncomingMessage, url: URL, text: string): Promise<Answer> {
    if (request.headers.authorization !== `Bearer ${STRIPE_KEY}`)
      return failed(401, { type: 'invalid_request_error', message: 'Invalid API Key provided.' });
    const params = new URLSearchParams(request.method === 'GET' ? url.search : text);
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || typeof key !== 'string') return this.execute(request.method, url.pathname, params);
    const known = this.answers.get(key);
    const asked = `${url.pathname} ${text}`;
    if (known && known.params !== asked)
      return failed(400, { type: 'idempotency_error', message: 'Keys can only be used with the same parameters.' });
    if (known) return known.answer ?? failed(409, KEY_IN_USE);
    const entry: { params: string; answer?: Answer } = { params: asked };
    this.answers.set(key, entry);
    await delay(5);
    return (entry.answer = this.execute('POST', url.pathname, params));
  }

  private execute(method: string | undefined, path: string, params: URLSearchParams): Answer {
    const [, , resource, id, action] = path.split('/');
    if (resource === 'refunds') return method === 'POST' ? this.refund(params) : this.listRefunds(params);
    if (id === undefined) return this.create(params);
    const intent = this.intents.get(id);
    if (!intent) return failed(404, { type: 'invalid_request_error', code: 'resource_missing', param: 'intent' });
    if (action === 'confirm') return this.confirm(intent, params);
    if (action === 'cancel') return this.cancel(intent, params);
    return { status: 200, body: intent };
  }

  private create(params: URLSearchParams): Answer {
    if (Number(params.get('amount')) < SMALLEST_AMOUNT)
      return failed(400, { type: 'invalid_request_error', code: 'amount_too_small', param: 'amount' });
    const intent: Intent = {
      id: `pi_${++this.ids}`,
      object: 'payment_intent',
      amount: Number(params.get('amount')),
      currency: params.get('currency') ?? '',
      metadata: { payment_id: params.get('metadata[payment_id]') ?? '' },
      status: 'requires_payment_method',
      last_payment_error: null,
      cancellation_reason: null,
      latest_charge: null,
      next_action: null,
    };
    this.intents.set(intent.id, intent);
    return { status: 200, body: { ...intent } };
  }

  private confirm(intent: Intent, params: URLSearchParams): Answer {
    if (intent.status !== 'requires_payment_method') return unexpectedState(intent);
    const card = params.get('payment_method') ?? params.get('confirmation_token') ?? '';
    switch (card) {
      case 'pm_card_visa':
      case 'ctoken_visa':
        return this.capture(intent);
      case 'pm_card_chargeDeclinedInsufficientFunds':
        return this.decline(intent, { code: 'card_declined', decline_code: 'insufficient_funds' });
      case 'pm_card_authenticationRequired':
        if (params.get('error_on_requires_action') === 'true')
          return this.decline(intent, { code: 'authentication_required', decline_code: 'authentication_required' });
        return this.requireAction(intent, params.get('return_url'));
      default:
        return failed(400, { type: 'invalid_request_error', code: 'resource_missing', param: 'payment_method' });
    }
  }

  private capture(intent: Intent): Answer {
    Object.assign(intent, { status: 'succeeded', last_payment_error: null, next_action: null });
    intent.latest_charge = { id: `ch_${++this.ids}`, refunded: false, amount_refunded: 0 };
    return { status: 200, body: { ...intent } };
  }

  private requireAction(intent: Intent, returnUrl: string | null): Answer {
    if (returnUrl === null) return failed(400, { type: 'invalid_request_error', param: 'return_url' });
    const { port } = this.server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/authenticate/${intent.id}`;
    this.returnUrls.set(intent.id, returnUrl);
    intent.status = 'requires_action';
    intent.next_action = { type: 'redirect_to_url', redirect_to_url: { url, return_url: returnUrl } };
    return { status: 200, body: { ...intent } };
  }

  /** The page of the bank: it decides about the intent and sends the browser back, whatever the state of the intent is by then. */
  private authenticate(id: string, response: ServerResponse): void {
    const intent = this.intents.get(id)!;
    const back = new URL(this.returnUrls.get(id)!);
    if (intent.status === 'requires_action' && this.authenticates) this.capture(intent);
    else if (intent.status === 'requires_action')
      Object.assign(intent, {
        status: 'requires_payment_method',
        next_action: null,
        last_payment_error: { code: 'payment_intent_authentication_failure' },
      });
    back.searchParams.set('payment_intent', id);
    back.searchParams.set('redirect_status', intent.status === 'succeeded' ? 'succeeded' : 'failed');
    response.writeHead(302, { location: back.href }).end();
  }

  private decline(intent: Intent, error: { code: string; decline_code?: string }): Answer {
    intent.last_payment_error = error;
    return failed(402, { type: 'card_error', message: 'Your card was declined.', ...error });
  }

  /** The error is "cleared if the PaymentIntent is later updated for any reason". */
  private cancel(intent: Intent, params: URLSearchParams): Answer {
    if (intent.status === 'succeeded' || intent.status === 'canceled') return unexpectedState(intent);
    const cancellation_reason = params.get('cancellation_reason');
    Object.assign(intent, { status: 'canceled', next_action: null, last_payment_error: null, cancellation_reason });
    return { status: 200, body: { ...intent } };
  }

  private refund(params: URLSearchParams): Answer {
    const intent = this.intents.get(params.get('payment_intent') ?? '');
    const charge = intent?.latest_charge;
    if (!intent || !charge) return failed(400, { type: 'invalid_request_error', code: 'resource_missing' });
    if (charge.refunded) return failed(400, { type: 'invalid_request_error', code: 'charge_already_refunded' });
    const amount = Number(params.get('amount') ?? intent.amount - charge.amount_refunded);
    if (amount > intent.amount - charge.amount_refunded)
      return failed(400, { type: 'invalid_request_error', param: 'amount', message: 'greater than unrefunded amount' });
    const status = this.refundStatuses.shift() ?? 'succeeded';
    const refund: Refund = {
      id: `re_${++this.ids}`,
      object: 'refund',
      payment_intent: intent.id,
      amount,
      status,
      metadata: { refund_key: params.get('metadata[refund_key]') ?? '' },
    };
    this.refunds.push(refund);
    const refunded = charge.amount_refunded + amount;
    if (status !== 'failed')
      intent.latest_charge = { ...charge, refunded: refunded === intent.amount, amount_refunded: refunded };
    return { status: 200, body: { ...refund } };
  }

  private listRefunds(params: URLSearchParams): Answer {
    const data = this.refunds.filter((each) => each.payment_intent === params.get('payment_intent')).toReversed();
    return { status: 200, body: { object: 'list', data, has_more: false } };
  }
}

const failed = (status: number, error: object): Answer => ({
  status,
  body: { error: { message: 'failed', ...error } },
});

const refusalOf = (fault: Fault): Answer =>
  fault === 'rate limited'
    ? failed(429, { type: 'invalid_request_error', code: 'rate_limit' })
    : failed(500, { type: 'api_error' });

const unexpectedState = ({ status }: Intent): Answer =>
  failed(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: `This PaymentIntent has a status of ${status}.`,
  });
