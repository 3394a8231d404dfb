import { addColumn } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RefundTiers1799000000000 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return addColumn(runner, 'lecture', 'refund_tiers text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE lecture DROP COLUMN refund_tiers');
  }
}
