import { publishers } from '#contracts';
import Libsql from 'libsql';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Rows of one embedded store, read while the system runs. */
export function rowsOf<Row = any>(dataDir: string, service: string, sql: string): Row[] {
  const file = join(dataDir, `${service}.sqlite`);
  if (!existsSync(file)) return [];
  const store = new Libsql(file, { timeout: 5_000 });
  try {
    return store.prepare(sql).all() as Row[];
  } finally {
    store.close();
  }
}

/** Every event in the outbox of any service that has not been deleted yet. */
export function publishedEvents(
  dataDir: string,
): { type: string; subject: string; correlationid: string; id: string }[] {
  return publishers.flatMap((service) =>
    rowsOf<{ body: string }>(dataDir, service, 'SELECT body FROM outbox').map((row) => JSON.parse(row.body)),
  );
}
