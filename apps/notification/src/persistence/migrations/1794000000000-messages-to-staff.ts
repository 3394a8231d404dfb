import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createIndex } from '#persistence';

const columns = {
  notification: ['staff_of char(36)'],
  lecture_copy: ['instructor_id varchar(128)', 'capacity int'],
  registration_copy: ['cancel_reason varchar(20)'],
};

const entries = Object.entries(columns).flatMap(([table, each]) => each.map((column) => ({ table, column })));

/** One change can concern the student and the staff, so the unique index includes the recipient. */
export class MessagesToStaff1794000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { table, column } of entries) await addColumn(runner, table, column);
    await createIndex(
      runner,
      `CREATE UNIQUE INDEX notification_once_per_recipient
       ON notification (subject, sequence, about, registration_id, student_id, channel)`,
    );
    await dropIndex(runner, 'notification_once');
  }

  async down(runner: QueryRunner): Promise<void> {
    await createIndex(
      runner,
      'CREATE UNIQUE INDEX notification_once ON notification (subject, sequence, registration_id, channel)',
    );
    await dropIndex(runner, 'notification_once_per_recipient');
    for (const { table, column } of entries)
      await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column.split(' ')[0]!}`);
  }
}

/** Ignores an index that an interrupted run has dropped already. */
async function dropIndex(runner: QueryRunner, name: string): Promise<void> {
  const isMysql = /^(mysql|mariadb)$/.test(runner.dataSource.options.type);
  try {
    await runner.query(`DROP INDEX ${name}${isMysql ? ' ON notification' : ''}`);
  } catch (error) {
    if (!/no such index|check that (?:column\/key|it) exists/i.test(String((error as Error).message))) throw error;
  }
}
