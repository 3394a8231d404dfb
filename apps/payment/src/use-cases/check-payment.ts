import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isCancelPending, isOpen } from '../domain/payments-of-registration.js';
import { PaymentProvider, type Webhook } from '../ports/payment-provider.js';
import { PaymentHistory } from '../ports/payments.js';
import { Settlement } from './settlement.js';

/** Reads the payment that a webhook is about from the provider. The webhook itself is only a hint: it may be late, repeated or forged. */
export class CheckPayment extends Command<void> {
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

  async execute({ webhook }: CheckPayment): Promise<void> {
    const key = await this.provider.keyIn(webhook);
    const payment = key === undefined ? undefined : await this.history.find(key);
    if (!payment || !isOpen(payment)) return;
    if (isCancelPending(payment)) await this.settlement.cancel(payment);
    else await this.settlement.queryStatus(payment);
  }
}
