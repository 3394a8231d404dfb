import { Injectable } from '@nestjs/common';
import { ResyncSource, statePage, type StatePage } from '#messaging';
import { Database } from '#persistence';
import { MoreThan, Not } from 'typeorm';
import { currentEventOf } from '../domain/payments-of-registration.js';
import { paymentOf, PaymentRow } from './payment-store.js';

@Injectable()
export class PaymentResync extends ResyncSource {
  readonly kind = 'payment';

  constructor(private readonly database: Database) {
    super();
  }

  async page(afterId: string, limit: number): Promise<StatePage> {
    const rows = await this.database.reader.find(PaymentRow, {
      where: { id: MoreThan(afterId), status: Not('PENDING') },
      order: { id: 'ASC' },
      take: limit,
    });
    return statePage(rows, limit, (row) => currentEventOf(paymentOf(row)));
  }
}
