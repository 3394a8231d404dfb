import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Payment {
  paymentKey: string;
  orderId: string;
  totalAmount: number;
  status: 'IN_PROGRESS' | 'DONE' | 'PARTIAL_CANCELED' | 'CANCELED' | 'ABORTED' | 'EXPIRED';
  cancels: { cancelAmount: number; cancelReason: string; cancelStatus: 'DONE' }[] | null;
  /** The card company's answer to the confirmation, if it refuses. */
  refusal?: string;
  confirmations: number;
}

type Fault =
  | 'lost request'
  | 'lost response'
  | 'rate limited'
  | 'repeated too soon'
  | 'wrong key'
  | 'server error'
  | 'provider error';
type Answer = { status: number; body: unknown };

export const TOSS_KEY = 'test_sk_standin';

/**
 * Stands in for the API of Toss Payments: the states and error codes of payments as docs.tosspayments.com describes them, written
 * from that documentation and never compared with Toss Payments itself.
 */
export class TossStandIn {
  readonly payments = new Map<string, Payment>();
  readonly faults: { path: string; fault: Fault }[] = [];
  /** A path. After the first request to it, every response is lost. */
  silentFrom: string | undefined;
  private isSilent = false;
  private readonly answers = new Map<string, Answer>();
  private readonly server = createServer((request, response) => void this.serve(request, response));

  async listen(): Promise<URL> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return new URL(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Acts as the payment window: the student authorizes the order's amount with a card. Returns the payment key. */
  authorize(orderId: string, totalAmount: number, refusal?: string): string {
    const paymentKey = `tgen_${orderId}_${refusal ?? 'ok'}`;
    if (!this.payments.has(paymentKey)) {
      const payment: Payment = {
        paymentKey,
        orderId,
        totalAmount,
        status: 'IN_PROGRESS',
        cancels: null,
        confirmations: 0,
      };
      this.payments.set(paymentKey, refusal === undefined ? payment : { ...payment, refusal });
    }
    return paymentKey;
  }

  capturesOf(orderId: string): number {
    return [...this.payments.values()]
      .filter((each) => each.orderId === orderId)
      .reduce((n, each) => n + each.confirmations, 0);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://toss').pathname;
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const index = this.faults.findIndex((each) => path.endsWith(each.path));
    const fault = index === -1 ? undefined : this.faults.splice(index, 1)[0]!.fault;
    if (fault === 'lost request') return void request.socket.destroy();
    const refused = fault !== undefined && fault !== 'lost response';
    const answer = refused ? refusalOf(fault) : this.answer(request, path, text === '' ? {} : JSON.parse(text));
    this.isSilent = this.silentFrom !== undefined && (this.isSilent || path.endsWith(this.silentFrom));
    if (fault === 'lost response' || this.isSilent) return void request.socket.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  }

  private answer(request: IncomingMessage, path: string, body: Record<string, unknown>): Answer {
    const credentials = `Basic ${Buffer.from(`${TOSS_KEY}:`).toString('base64')}`;
    if (request.headers.authorization !== credentials) return failed(401, 'UNAUTHORIZED_KEY');
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string') return this.execute(path, body);
    const known = this.answers.get(key) ?? this.execute(path, body);
    this.answers.set(key, known);
    return known;
  }

  private execute(path: string, body: Record<string, unknown>): Answer {
    const [, , , name, action] = path.split('/');
    const isConfirm = name === 'confirm';
    const payment = this.payments.get(isConfirm ? String(body['paymentKey']) : decodeURIComponent(name ?? ''));
    if (!payment) return failed(404, 'NOT_FOUND_PAYMENT');
    if (isConfirm) return this.confirm(payment, body);
    if (action === 'cancel') return this.cancel(payment, body);
    return { status: 200, body: payment };
  }

  private confirm(payment: Payment, { orderId, amount }: Record<string, unknown>): Answer {
    if (payment.status === 'EXPIRED') return failed(404, 'NOT_FOUND_PAYMENT_SESSION');
    if (payment.status !== 'IN_PROGRESS') return failed(400, 'ALREADY_PROCESSED_PAYMENT');
    if (payment.orderId !== orderId || payment.totalAmount !== amount) return failed(403, 'FORBIDDEN_REQUEST');
    if (payment.refusal !== undefined) {
      payment.status = 'ABORTED';
      return failed(403, payment.refusal);
    }
    Object.assign(payment, { status: 'DONE', confirmations: payment.confirmations + 1 });
    return { status: 200, body: { ...payment } };
  }

  private cancel(payment: Payment, { cancelReason, cancelAmount }: Record<string, unknown>): Answer {
    if (typeof cancelReason !== 'string') return failed(400, 'INVALID_REQUEST');
    if (payment.status === 'CANCELED') return failed(400, 'ALREADY_CANCELED_PAYMENT');
    const isCaptured = payment.status === 'DONE' || payment.status === 'PARTIAL_CANCELED';
    if (!isCaptured || payment.refusal === 'NOT_CANCELABLE') return failed(403, 'NOT_CANCELABLE_PAYMENT');
    const canceled = payment.cancels ?? [];
    const balance = payment.totalAmount - canceled.reduce((sum, each) => sum + each.cancelAmount, 0);
    const amount = cancelAmount === undefined ? balance : Number(cancelAmount);
    if (amount > balance) return failed(403, 'NOT_CANCELABLE_AMOUNT');
    payment.cancels = [...canceled, { cancelAmount: amount, cancelReason, cancelStatus: 'DONE' }];
    payment.status = amount === balance ? 'CANCELED' : 'PARTIAL_CANCELED';
    return { status: 200, body: { ...payment } };
  }
}

const failed = (status: number, code: string): Answer => ({ status, body: { code, message: code } });

function refusalOf(fault: Exclude<Fault, 'lost request' | 'lost response'>): Answer {
  switch (fault) {
    case 'rate limited':
      return failed(429, 'TOO_MANY_REQUESTS');
    case 'repeated too soon':
      return failed(403, 'FORBIDDEN_CONSECUTIVE_REQUEST');
    case 'wrong key':
      return failed(400, 'INVALID_API_KEY');
    case 'server error':
      return failed(500, 'FAILED_INTERNAL_SYSTEM_PROCESSING');
    case 'provider error':
      return failed(400, 'PROVIDER_ERROR');
  }
}
