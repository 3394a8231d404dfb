import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn } from '#persistence';

export class LocaleTags1798000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'accounts', 'locale_tag varchar(35) NULL');
    await addColumn(runner, 'subjects', 'chosen_locale_tag varchar(35) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE subjects DROP COLUMN chosen_locale_tag');
    await runner.query('ALTER TABLE accounts DROP COLUMN locale_tag');
  }
}
