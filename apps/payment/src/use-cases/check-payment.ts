import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Payment } from '#contracts';
import { isCancelPending, isOpen, isRefundPending } from '../domain/payments-of-registration.js';
import { ForgedWebhook, PaymentProvider, type Webhook } from '../ports/payment-provider.js';
import { PaymentHistory } from '../ports/payments.js';
import { Settlement } from './settlement.js';

/** Queries the provider for the payment of a webhook, because webhooks can be late or repeated. Returns false if the webhook is forged. */
export class CheckPayment extends Command<boolean> {
  constructor(readonly webhook: Webhook) {
    super();
  }
}

@CommandHandler(CheckPayment)
export class CheckPaymentHandler implements ICommandHandler<CheckPayment> {
  constructor(
    private readonly provider: PaymentProvider,
    private readonly history: PaymentHistory,
    private readonly settlement: Settlement,
  ) {}

  async execute({ webhook }: CheckPayment): Promise<boolean> {
    try {
      const key = await this.provider.keyIn(webhook);
      const payment = key === undefined ? undefined : await this.history.find(key);
      if (payment && isOpen(payment)) await this.check(payment);
      return true;
    } catch (error) {
      if (error instanceof ForgedWebhook) return false;
      throw error;
    }
  }

  private async check(payment: Payment): Promise<void> {
    if (isCancelPending(payment) || isRefundPending(payment)) await this.settlement.endOrRefund(payment);
    else await this.settlement.queryStatus(payment);
  }
}
