import { AsyncLocalStorage } from 'node:async_hooks';
import type { EntityManager } from 'typeorm';
import { AmbientTransaction, type InnerTransactions, type Transaction } from './ambient-transaction.js';
import { ConcurrencyLimit } from './concurrency-limit.js';
import { openDataSource } from './data-source.js';
import type { DatabaseOptions } from './database-options.js';
import { OutsideTransaction, StoreUnavailable } from './errors.js';
import { retried } from './retry.js';
import type { ServiceDataSource } from './service-data-source.js';

const PERMIT_TIMEOUT_MS = 5_000;

/** The relational store of one service, with transactions that are retried as a whole. */
export class Database {
  readonly dialect: 'sqlite' | 'mysql';
  private readonly ambient = new AsyncLocalStorage<AmbientTransaction>();
  private readonly running = new Set<Promise<unknown>>();
  private readonly transactionPermits?: ConcurrencyLimit;
  private readonly statementPermits?: ConcurrencyLimit;

  constructor(private readonly source: ServiceDataSource) {
    const { options } = source;
    this.dialect = options.type === 'better-sqlite3' ? 'sqlite' : 'mysql';
    if (options.type === 'better-sqlite3') return;
    // mysql2 lets its callers wait without limit, and a query outside a transaction that the transaction waits for would never
    // return if transactions could hold every connection.
    const { poolSize = 10 } = options;
    const others = Math.max(2, Math.round(poolSize / 3));
    this.transactionPermits = new ConcurrencyLimit(poolSize - others, PERMIT_TIMEOUT_MS, noConnection);
    this.statementPermits = new ConcurrencyLimit(others - 1, PERMIT_TIMEOUT_MS, noConnection);
  }

  /**
   * Opens a store outside Nest; an app provides its `Database` with `TypeOrmModule` and `DatabaseModule`.
   * @throws StoreUnavailable when the file or the server cannot be reached
   * @throws MigrationsPending when migrations are pending and `migrate` is `by-command`
   */
  static async open(options: DatabaseOptions): Promise<Database> {
    return new Database(await openDataSource(options));
  }

  /**
   * Runs `work` in one READ COMMITTED transaction and returns its result.
   * Inside another transaction it joins: it commits with the outer one, and only its own writes are undone when it throws.
   * The outermost transaction is retried as a whole (so `work` may run several times) on deadlock, lock timeout, a busy file,
   * `VersionConflict` and a connection lost before the commit, a bounded number of times with jittered pauses. It must not
   * contain network calls.
   * @param inner how transactions inside this one join it; `as-one` needs no savepoints, but the whole fails when one throws after a write
   * @throws CommitUnknown when the connection was lost during the commit: read by the key of the work before repeating it
   */
  async transaction<T>(work: (tx: Transaction) => Promise<T>, inner: InnerTransactions = 'savepoints'): Promise<T> {
    const outer = this.current;
    if (!outer) return this.retriedRun(() => this.once(work, inner));
    return outer.join((inner) => this.ambient.run(inner, () => work(inner)));
  }

  /**
   * Runs one write as a transaction of its own, without the round trips of BEGIN and COMMIT; inside a transaction it is part
   * of that one. It is retried like `transaction`, and also when its response was lost: use it only for a write that may
   * happen twice, such as an insert that then meets its own key.
   */
  async statement<T>(write: (manager: EntityManager) => Promise<T>): Promise<T> {
    const outer = this.current;
    if (outer) return write(outer.manager);
    return this.retriedRun(() => this.alone(write));
  }

  /** Manager of the transaction that is open here. @throws OutsideTransaction when there is none */
  get manager(): EntityManager {
    return this.ambientTransaction.manager;
  }

  /** Calls `run` after the outermost open transaction has committed; `run` must not throw. @throws OutsideTransaction */
  afterCommit(run: () => void): void {
    this.ambientTransaction.afterCommit(run);
  }

  /** For queries: the manager of the transaction that is open here, otherwise one without a transaction. */
  get reader(): EntityManager {
    return this.current?.manager ?? this.opened.manager;
  }

  /** Whether a transaction is open here; adapters that call the network refuse to run inside one. */
  get insideTransaction(): boolean {
    return this.current !== undefined;
  }

  /** @throws when the store does not respond */
  async ping(): Promise<void> {
    await this.opened.query('SELECT 1');
  }

  /** Waits for open transactions, then closes every connection; later calls fail with `StoreUnavailable`. */
  async close(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled(this.running);
    await this.source.close();
  }

  private get opened(): ServiceDataSource {
    if (!this.source.isInitialized) throw new StoreUnavailable('the database is closed');
    return this.source;
  }

  private get current(): AmbientTransaction | undefined {
    const transaction = this.ambient.getStore();
    return transaction?.open ? transaction : undefined;
  }

  private get ambientTransaction(): AmbientTransaction {
    const transaction = this.ambient.getStore();
    if (!transaction) throw new OutsideTransaction();
    return transaction;
  }

  private async retriedRun<T>(once: () => Promise<T>): Promise<T> {
    const run = retried(once);
    this.running.add(run);
    try {
      return await run;
    } finally {
      this.running.delete(run);
    }
  }

  private async alone<T>(write: (manager: EntityManager) => Promise<T>): Promise<T> {
    const release = await this.statementPermits?.acquire();
    try {
      return await write(this.opened.manager);
    } finally {
      release?.();
    }
  }

  private async once<T>(work: (tx: Transaction) => Promise<T>, inner: InnerTransactions): Promise<T> {
    const runner = this.opened.createQueryRunner();
    const release = await this.transactionPermits?.acquire();
    try {
      const transaction = await AmbientTransaction.start(runner, inner);
      const result = await this.ambient.run(transaction, () => transaction.finish(work));
      this.ambient.exit(() => transaction.committed());
      return result;
    } finally {
      await runner.release();
      release?.();
    }
  }
}

const noConnection = (timeoutMs: number) =>
  new StoreUnavailable(`no database connection became free within ${timeoutMs} ms`);
