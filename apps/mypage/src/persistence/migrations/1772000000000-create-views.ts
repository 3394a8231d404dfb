import type { MigrationInterface, QueryRunner } from 'typeorm';

const part = (name: string, columns: string): string => `CREATE TABLE ${name} (
  generation INTEGER NOT NULL,
  id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  state TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  ${columns}
  PRIMARY KEY (generation, id)
)`;

/** Only for SQLite: MongoDB needs no migrations. */
export class CreateViews1772000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...tables, ...indexes, `INSERT INTO generations (status) VALUES ('ACTIVE')`])
      await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'registrations',
      'payments',
      'lectures',
      'accounts',
      'rebuild_events',
      'rebuild_owners',
      'generations',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}

const tables = [
  `CREATE TABLE generations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    request_id TEXT UNIQUE,
    status TEXT NOT NULL CHECK (status IN ('BUILDING', 'ACTIVE', 'ABANDONED', 'GONE'))
  )`,
  `CREATE TABLE rebuild_owners (
    generation INTEGER NOT NULL,
    source TEXT NOT NULL,
    kept INTEGER NOT NULL DEFAULT 0,
    emitted INTEGER,
    PRIMARY KEY (generation, source)
  )`,
  `CREATE TABLE rebuild_events (
    generation INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    PRIMARY KEY (generation, event_id)
  )`,
  part(
    'registrations',
    'student_id TEXT NOT NULL, lecture_id TEXT NOT NULL, status TEXT NOT NULL, requested_at TEXT NOT NULL,',
  ),
  part('payments', 'registration_id TEXT NOT NULL, status TEXT NOT NULL, amount INTEGER NOT NULL,'),
  part('lectures', 'instructor_id TEXT NOT NULL, status TEXT NOT NULL, first_session_at TEXT NOT NULL,'),
  part('accounts', ''),
];

const indexes = [
  `CREATE UNIQUE INDEX one_active_generation ON generations (status) WHERE status = 'ACTIVE'`,
  `CREATE UNIQUE INDEX one_building_generation ON generations (status) WHERE status = 'BUILDING'`,
  'CREATE INDEX registrations_of_student ON registrations (generation, student_id, requested_at, id)',
  'CREATE INDEX registrations_of_lecture ON registrations (generation, lecture_id, student_id)',
  'CREATE INDEX payments_of_registration ON payments (generation, registration_id, changed_at)',
  'CREATE INDEX lectures_of_instructor ON lectures (generation, instructor_id)',
  ...['registrations', 'payments', 'lectures', 'accounts'].map(
    (table) => `CREATE INDEX ${table}_changed ON ${table} (generation, changed_at)`,
  ),
];
