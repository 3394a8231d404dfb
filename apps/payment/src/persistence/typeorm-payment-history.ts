import { Injectable } from '@nestjs/common';
import type { Payment } from '#contracts';
import { Database } from '#persistence';
import { LessThan } from 'typeorm';
import { PaymentHistory, type HistoryCursor, type PaymentFilter } from '../ports/payments.js';
import { paymentOf, PaymentRow } from './payment-store.js';

@Injectable()
export class TypeormPaymentHistory extends PaymentHistory {
  constructor(private readonly database: Database) {
    super();
  }

  async find(id: string): Promise<Payment | undefined> {
    const row = await this.database.reader.findOneBy(PaymentRow, { id });
    return row ? paymentOf(row) : undefined;
  }

  async list(filter: PaymentFilter, after: HistoryCursor | undefined, limit: number): Promise<Payment[]> {
    const rows = await this.database.reader.find(PaymentRow, {
      where: after ? olderThan(after).map((older) => ({ ...filter, ...older })) : { ...filter },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: limit,
    });
    return rows.map(paymentOf);
  }
}

function olderThan({ createdAt, id }: HistoryCursor) {
  const instant = new Date(createdAt);
  return [{ createdAt: LessThan(instant) }, { createdAt: instant, id: LessThan(id) }];
}
