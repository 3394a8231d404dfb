import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { NotThere } from '../could-not-look.js';
import { Store } from './store.js';

const LOCKED_MS = 5_000;

/** One embedded file, read while the system runs or when it is over. */
export class SqliteStore extends Store {
  readonly dialect = 'sqlite';

  private constructor(private readonly connection: Libsql.Database) {
    super();
  }

  /** @throws NotThere when the file is not there: opening it would make it */
  static open(dataDir: string, name: string): SqliteStore {
    const file = join(dataDir, `${name}.sqlite`);
    if (!existsSync(file)) {
      throw new NotThere(`there is no ${file}: has the system ever run on that SUGANG_DATA_DIR?`);
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
