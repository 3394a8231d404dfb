import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createIndex } from '#persistence';

/** Columns that lectures are sorted and filtered by. The job `complete-list-keys` fills the columns of existing rows. */
export class KeysOfLists1792000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await addColumn(runner, 'lecture', column);
    for (const [name, columns] of Object.entries(INDEXES)) {
      await createIndex(runner, `CREATE INDEX ${name} ON lecture (${columns})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    const suffix = /^(mysql|mariadb)$/.test(runner.dataSource.options.type) ? ' ON lecture' : '';
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX ${name}${suffix}`);
    for (const column of COLUMNS) await runner.query(`ALTER TABLE lecture DROP COLUMN ${column.split(' ')[0]}`);
  }
}

const COLUMNS = ['starts_at datetime(3)', 'title_key varchar(200)', 'category_key varchar(150)', 'listed_version int'];

/** Indexes for each sort order, with one status (the public list) and with all (the list of an admin). */
const INDEXES = {
  lecture_by_age: 'created_at, id',
  lecture_by_start: 'status, starts_at, id',
  lecture_by_start_of_all: 'starts_at, id',
  lecture_by_title: 'status, title_key, id',
  lecture_by_title_of_all: 'title_key, id',
  lecture_by_fee: 'status, fee_amount, id',
  lecture_by_fee_of_all: 'fee_amount, id',
  lecture_of_category: 'category_key, status, created_at, id',
};
