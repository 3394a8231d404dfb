import { Injectable } from '@nestjs/common';
import { affected, Database } from '#persistence';
import type { Context } from '#platform';
import { IsNull, LessThanOrEqual, MoreThan, Not, Or, type EntityManager } from 'typeorm';
import { latestPlausibleCheck } from '../domain/settlement-schedule.js';
import { OpenPayments, type ClaimedPayment } from '../ports/open-payments.js';
import { paymentOf, PaymentRow } from './payment-store.js';

@Injectable()
export class TypeormOpenPayments extends OpenPayments {
  constructor(private readonly database: Database) {
    super();
  }

  async claim(at: Date, until: Date, limit: number): Promise<ClaimedPayment[]> {
    const overdue = await this.database.reader.find(PaymentRow, {
      select: { id: true },
      where: { nextCheckAt: due(at) },
      order: { nextCheckAt: 'ASC', id: 'ASC' },
      take: limit,
    });
    const claims: ClaimedPayment[] = [];
    for (const { id } of overdue) {
      const claim = await this.claimOne(id, at, until);
      if (claim) claims.push(claim);
    }
    return claims;
  }

  async release({ payment, claimedUntil }: ClaimedPayment, nextCheckAt: Date): Promise<void> {
    const { id, version } = payment;
    await this.database.transaction(({ manager }) =>
      manager.update(PaymentRow, { id, version, nextCheckAt: claimedUntil }, { nextCheckAt }),
    );
  }

  async isBeingCharged(paymentId: string, at: Date): Promise<boolean> {
    return this.database.reader.existsBy(PaymentRow, { id: paymentId, checks: 0, nextCheckAt: MoreThan(at) });
  }

  async chargeEnded(paymentId: string, nextCheckAt: Date): Promise<void> {
    const charged = { id: paymentId, checks: 0, status: 'PENDING' as const, cancelRequestedAt: IsNull() };
    await this.database.transaction(({ manager }) => manager.update(PaymentRow, charged, { checks: 1, nextCheckAt }));
  }

  async count(): Promise<{ pending: number; refunds: number }> {
    const open = { nextCheckAt: Not(IsNull()) };
    return {
      pending: await this.database.reader.countBy(PaymentRow, { ...open, status: 'PENDING' }),
      refunds: await this.database.reader.countBy(PaymentRow, { ...open, status: 'COMPLETED' }),
    };
  }

  private claimOne(paymentId: string, at: Date, until: Date): Promise<ClaimedPayment | undefined> {
    return this.database.transaction(async ({ manager }) => {
      if (!(await takeLease(manager, paymentId, at, until))) return undefined;
      const row = await manager.findOneByOrFail(PaymentRow, { id: paymentId });
      return { payment: paymentOf(row), checks: row.checks, claimedUntil: until, context: contextOf(row) };
    });
  }
}

/** The update matches for exactly one of several replicas: afterwards the payment is no longer due. */
async function takeLease(manager: EntityManager, id: string, at: Date, until: Date): Promise<boolean> {
  const overdue = { id, nextCheckAt: due(at) };
  return affected(await manager.update(PaymentRow, overdue, { nextCheckAt: until, checks: () => 'checks + 1' })) === 1;
}

const due = (at: Date) => Or(LessThanOrEqual(at), MoreThan(latestPlausibleCheck(at)));

const contextOf = ({ correlationId, causationId, traceparent }: PaymentRow): Context => ({
  correlationId,
  ...(causationId !== null && { causationId }),
  ...(traceparent !== null && { traceparent }),
});
