import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateStreamTickets1797000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE stream_tickets (
      digest TEXT NOT NULL PRIMARY KEY,
      student_id TEXT NOT NULL,
      expires_at INTEGER NOT NULL,
      stream_until INTEGER NOT NULL
    )`);
    await runner.query('CREATE INDEX stream_tickets_expired ON stream_tickets (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stream_tickets');
  }
}
