import Libsql from 'libsql';
import { mergeWal } from '../files/merge-wal.js';

type Native = InstanceType<typeof Libsql>;
type NativeStatement = ReturnType<Native['prepare']>;

const MAX_CACHED_STATEMENTS = 300;

export class LibsqlConnection {
  private readonly native: Native;
  private readonly statements = new Map<string, Statement>();

  constructor(file: string, options: { timeout?: number }) {
    this.native = new Libsql(file, options);
  }

  prepare(sql: string): Statement {
    this.assertOpen();
    const cached = this.statements.get(sql);
    if (cached) return cached;
    const statement = new Statement(this.native.prepare(sql), this);
    this.statements.set(sql, statement);
    const [oldest] = this.statements.keys();
    if (this.statements.size > MAX_CACHED_STATEMENTS && oldest !== undefined) this.statements.delete(oldest);
    return statement;
  }

  pragma(source: string): unknown {
    return this.native.pragma(source);
  }

  get inTransaction(): boolean {
    return this.native.open && this.native.inTransaction;
  }

  exec(sql: string): void {
    this.assertOpen();
    this.native.exec(sql);
  }

  /** libsql aborts the whole process when a closed connection is used. */
  assertOpen(): void {
    if (!this.native.open) throw new Error('sqlite: the connection is not open');
  }

  close(): void {
    if (this.native.open) mergeWal(this.native);
    this.closeUnmerged();
  }

  closeUnmerged(): void {
    this.statements.clear();
    if (this.native.open) this.native.close();
  }
}

class Statement {
  readonly reader: boolean;

  constructor(
    private readonly native: NativeStatement,
    private readonly connection: LibsqlConnection,
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

/** libsql aborts the process on other types and cuts text at a NUL. @throws TypeError for a value without a safe representation */
export function bindable(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' && !value.includes('\0')) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'bigint' && BigInt.asIntN(64, value) === value) return value;
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Date && !Number.isNaN(value.getTime())) return utcText(value);
  throw new TypeError(`sqlite cannot store ${kindOf(value)}`);
}

const utcText = (date: Date): string => date.toISOString().replace('T', ' ').replace('Z', '');

function kindOf(value: unknown): string {
  if (typeof value === 'string') return 'text with a NUL character';
  if (typeof value === 'object') return `a value of class ${value?.constructor.name ?? 'Object'}`;
  return `a ${typeof value} such as this`;
}
