import Libsql from 'libsql';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StoreNotFound, Store } from './store.js';

const LOCKED_MS = 5_000;

export class SqliteStore extends Store {
  readonly dialect = 'sqlite';

  private constructor(private readonly connection: Libsql.Database) {
    super();
  }

  /** @throws StoreNotFound when the file does not exist, because opening it would create it */
  static open(dataDir: string, name: string): SqliteStore {
    const file = join(dataDir, `${name}.sqlite`);
    if (!existsSync(file)) {
      throw new StoreNotFound(`${file} does not exist. Check SUGANG_DATA_DIR, or start the system there once.`);
    }
    const connection = new Libsql(file, { timeout: LOCKED_MS });
    connection.exec('PRAGMA query_only = ON');
    return new SqliteStore(connection);
  }

  async rows<Row>(sql: string, values: readonly (string | number)[] = []): Promise<Row[]> {
    return this.connection.prepare(sql).all([...values]) as Row[];
  }

  async close(): Promise<void> {
    if (this.connection.open) this.connection.close();
  }
}
