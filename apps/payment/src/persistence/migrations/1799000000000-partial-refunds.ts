import { addColumn } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PartialRefunds1799000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of COLUMNS) await addColumn(runner, table, column);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of COLUMNS)
      await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column.split(' ')[0]}`);
  }
}

const COLUMNS = [
  ['payments', 'refund_due int'],
  ['payments', 'refunded int'],
  ['payments', 'refunded_at datetime(3)'],
  ['payments_of_registration', 'refund_payment_id char(36)'],
  ['payments_of_registration', 'refund_due int'],
  ['payments_of_registration', 'refund_step int'],
] as const;
