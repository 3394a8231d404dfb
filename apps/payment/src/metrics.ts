import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Metrics } from '#platform';
import { OpenPayments } from './ports/open-payments.js';

@Injectable()
export class PaymentMetrics implements OnApplicationBootstrap {
  constructor(
    private readonly open: OpenPayments,
    private readonly metrics: Metrics,
  ) {}

  onApplicationBootstrap(): void {
    this.metrics.gauge(
      'sugang_refunds_outstanding',
      'Captured payments with an unconfirmed refund',
      [],
      async (gauge) => gauge.set((await this.open.count()).refunds),
    );
    this.metrics.gauge('sugang_payments_pending', 'Payments without a decision by the provider', [], async (gauge) =>
      gauge.set((await this.open.count()).pending),
    );
  }
}
