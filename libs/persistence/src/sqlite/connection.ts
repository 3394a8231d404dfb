import Libsql from 'libsql';
import { bindable } from './bindable.js';

type Native = InstanceType<typeof Libsql>;
type NativeStatement = ReturnType<Native['prepare']>;

/** A prepared statement as TypeORM calls it; values are made bindable and handed over as one array. */
class Statement {
  readonly reader: boolean;

  constructor(
    private readonly native: NativeStatement,
    private readonly connection: SqliteConnection,
  ) {
    this.reader = native.reader;
  }

  all(...values: unknown[]): unknown[] {
    this.connection.assertOpen();
    return this.native.all(values.map(bindable));
  }

  run(...values: unknown[]): { changes: number; lastInsertRowid: number | bigint } {
    this.connection.assertOpen();
    return this.native.run(values.map(bindable));
  }
}

const MOST_STATEMENTS = 300;

/** The one libsql connection of a file, in the shape that TypeORM's better-sqlite3 driver expects of its package. */
export class SqliteConnection {
  private readonly native: Native;
  private readonly statements = new Map<string, Statement>();

  constructor(file: string, options: { timeout?: number }) {
    this.native = new Libsql(file, options);
  }

  prepare(sql: string): Statement {
    this.assertOpen();
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = new Statement(this.native.prepare(sql), this);
    this.statements.set(sql, statement);
    const [oldest] = this.statements.keys();
    if (this.statements.size > MOST_STATEMENTS && oldest !== undefined) this.statements.delete(oldest);
    return statement;
  }

  pragma(source: string): unknown {
    return this.native.pragma(source);
  }

  get inTransaction(): boolean {
    return this.native.open && this.native.inTransaction;
  }

  rollback(): void {
    this.native.exec('ROLLBACK');
  }

  /** libsql aborts the whole process when a closed connection is used. */
  assertOpen(): void {
    if (!this.native.open) throw new Error('sqlite: the connection is not open');
  }

  close(): void {
    this.statements.clear();
    if (this.native.open) this.native.close();
  }
}
