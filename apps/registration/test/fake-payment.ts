import type { BaseRpcContext, CustomTransportStrategy, Server } from '@nestjs/microservices';
import {
  CHARGE_PATTERN,
  ChargeRequest,
  NO_ANSWER_YET,
  PAYMENT_RPC_QUEUE,
  type ChargeAnswer,
  type Payment,
} from '#contracts';
import { timeoutOf, type RpcTransport } from '#messaging';

/** Responds to charges by their card token, and charges each key once. */
export class FakePayment {
  readonly requests: ChargeRequest[] = [];
  /** How long the caller of each request waits, in milliseconds. */
  readonly timeouts: (number | undefined)[] = [];
  readonly payments = new Map<string, Payment>();
  private readonly hanging: (() => void)[] = [];
  private server: (CustomTransportStrategy & Server) | undefined;

  static async on(rpc: RpcTransport): Promise<FakePayment> {
    const payment = new FakePayment();
    payment.server = rpc.server(PAYMENT_RPC_QUEUE) as CustomTransportStrategy & Server;
    payment.server.addHandler(CHARGE_PATTERN, async (data: unknown, context: BaseRpcContext) =>
      payment.answer(ChargeRequest.parse(data), timeoutOf(context)),
    );
    await new Promise<void>((listening) => void payment.server?.listen(() => listening()));
    return payment;
  }

  get captured(): Payment[] {
    return [...this.payments.values()].filter(({ status }) => status === 'COMPLETED');
  }

  async stop(): Promise<void> {
    for (const fail of this.hanging.splice(0)) fail();
    await this.server?.close();
  }

  answer(request: ChargeRequest, timeoutMs: number | undefined): Promise<ChargeAnswer> {
    this.requests.push(request);
    this.timeouts.push(timeoutMs);
    switch (request.token) {
      case 'tok_ok':
        return Promise.resolve({ outcome: 'COMPLETED', payment: this.settled(request, 'COMPLETED') });
      case 'tok_slow':
        return Promise.resolve({ outcome: 'UNKNOWN', reason: NO_ANSWER_YET });
      case 'tok_error':
        return Promise.resolve({ outcome: 'UNKNOWN', reason: 'the provider responded with status 500' });
      case 'tok_outdated':
        return Promise.resolve({ outcome: 'REFUSED', reason: 'ATTEMPT_OUTDATED' });
      case 'tok_broken':
        return Promise.reject(new Error('payment has a bug'));
      case 'tok_hang':
        return new Promise((_, fail) => this.hanging.push(() => fail(new Error('payment stopped'))));
      default:
        return Promise.resolve({ outcome: 'DECLINED', payment: this.settled(request, 'DECLINED') });
    }
  }

  /** The payment as it would be published, whether or not its response was received. */
  settled(request: ChargeRequest, status: 'COMPLETED' | 'DECLINED'): Payment {
    const at = new Date().toISOString();
    const known = this.payments.get(request.paymentId);
    const payment: Payment = known ?? {
      id: request.paymentId,
      registrationId: request.registrationId,
      studentId: request.studentId,
      attempt: request.attempt,
      amount: request.amount,
      status,
      method: 'card',
      declineReason: status === 'DECLINED' ? 'insufficient funds' : null,
      createdAt: at,
      completedAt: status === 'COMPLETED' ? at : null,
      cancelRequestedAt: null,
      canceledAt: null,
      version: 1,
    };
    this.payments.set(request.paymentId, payment);
    return payment;
  }
}
