import { join } from 'node:path';
import Libsql from 'libsql';

const CHUNK = 50_000;

/** Which columns of a copied row differ: `id` stands for the copy's own id, `student` for its student. */
const TABLES = {
  registration: { registration: { id: 'id', student_id: 'student', live_slot: "student || ':' || id" } },
  lecture: { roster: { registration_id: 'id', student_id: 'student' } },
  mypage: { registrations: { id: 'id', student_id: 'student' } },
};

/** Copies the rows of one registration in the stopped embedded mode until there are so many, ten for each student. */
export function seed(dataDir, { lectureId, registrationId }, amount) {
  for (const [service, tables] of Object.entries(TABLES)) {
    const store = new Libsql(join(dataDir, `${service}.sqlite`));
    store.pragma('synchronous = OFF');
    for (const [table, changes] of Object.entries(tables)) copy(store, table, changes, registrationId, amount);
    if (service === 'registration')
      store.prepare('UPDATE seat_ledger SET taken = ? WHERE lecture_id = ?').run([Math.min(amount, 99_999), lectureId]);
    store.pragma('wal_checkpoint(TRUNCATE)');
    store.close();
  }
}

function copy(store, table, changes, registrationId, amount) {
  const columns = store
    .prepare(`PRAGMA table_info(${table})`)
    .all()
    .map(({ name }) => name);
  const key = Object.keys(changes)[0];
  const values = columns.map((name) => changes[name]?.replace(/\b(id|student)\b/g, 'n.$1') ?? `t.${name}`);
  const prefix = registrationId.slice(-8);
  const insert = store.prepare(`INSERT INTO ${table} (${columns.join(', ')})
    WITH RECURSIVE counted(i) AS (SELECT ? UNION ALL SELECT i + 1 FROM counted WHERE i + 1 < ?),
      n(id, student) AS (SELECT '${prefix}-0000-7000-8000-' || printf('%012x', i), 'seeded-${prefix}-' || CAST(i / 10 AS INTEGER) FROM counted)
    SELECT ${values.join(', ')} FROM ${table} t, n WHERE t.${key} = ?`);
  for (let from = 1; from < amount; from += CHUNK) insert.run([from, Math.min(amount, from + CHUNK), registrationId]);
}
