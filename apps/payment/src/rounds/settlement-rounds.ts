import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Metrics, Recurring } from '#platform';
import { OpenPayments } from '../use-cases/open-payments.js';
import { SettleDuePayments } from '../use-cases/settle-due-payments.js';
import { SettlementBell } from '../use-cases/settlement-bell.js';

const EVERY_MS = 1_000;

/** Settles what is overdue every second, and at once when the bell rings; counts what is outstanding. */
@Injectable()
export class SettlementRounds implements OnApplicationBootstrap {
  constructor(
    private readonly commands: CommandBus,
    private readonly recurring: Recurring,
    private readonly bell: SettlementBell,
    private readonly open: OpenPayments,
    private readonly metrics: Metrics,
  ) {}

  onApplicationBootstrap(): void {
    const rounds = this.recurring.every(EVERY_MS, 'settle-due-payments', async () => {
      if ((await this.commands.execute(new SettleDuePayments())) === 'more') return 'again';
    });
    this.bell.onRing(() => rounds.wake());
    this.metrics.gauge('sugang_refunds_outstanding', 'Captured payments whose refund is under way', [], async (gauge) =>
      gauge.set((await this.open.count()).refunds),
    );
    this.metrics.gauge('sugang_payments_pending', 'Payments that the provider has not decided', [], async (gauge) =>
      gauge.set((await this.open.count()).pending),
    );
  }
}
