import { Injectable } from '@nestjs/common';
import { ReEmits, type StatePage } from '#messaging';
import { Database } from '#persistence';
import { MoreThan, Not } from 'typeorm';
import { publishedState } from '../domain/payments-of-registration.js';
import { paymentOf } from './payment-columns.js';
import { PaymentRow } from './payment.row.js';

/** Every payment's published state, told again to a consumer that asks; pending ones have none. */
@Injectable()
export class ReEmittedPayments extends ReEmits {
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
    const events = rows.flatMap((row) => publishedState(paymentOf(row)) ?? []);
    return rows.length < limit ? { events } : { events, last: rows.at(-1)!.id };
  }
}
