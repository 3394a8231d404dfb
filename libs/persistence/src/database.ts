import { AsyncLocalStorage } from 'node:async_hooks';
import type { EntityManager } from 'typeorm';
import { AmbientTransaction, type InnerTransactions, type Transaction } from './ambient-transaction.js';
import { ConcurrencyLimit } from './concurrency-limit.js';
import { openDataSource } from './data-source.js';
import type { DatabaseOptions } from './database-options.js';
import { OutsideTransaction, StoreUnavailable } from './errors.js';
import { assertWritable } from './mysql/assert-writable.js';
import { retried } from './retry.js';
import type { ConnectionUse, ServiceDataSource } from './service-data-source.js';
import { storeMillis } from './store-clock.js';

type Join = <T>(unit: () => Promise<T>) => Promise<T>;

const PERMIT_TIMEOUT_MS = 15_000;

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
    // A query outside a transaction that the transaction waits for must still get a connection: mysql2 waits without limit.
    const { poolSize = 10 } = options;
    const others = Math.max(2, Math.round(poolSize / 3));
    this.transactionPermits = new ConcurrencyLimit(poolSize - others, PERMIT_TIMEOUT_MS, noConnection);
    this.statementPermits = new ConcurrencyLimit(others - 1, PERMIT_TIMEOUT_MS, noConnection);
  }

  /** For use outside Nest. @throws StoreUnavailable when the store cannot be reached; MigrationsPending when `migrate` is `by-command` */
  static async open(options: DatabaseOptions): Promise<Database> {
    return new Database(await openDataSource(options));
  }

  /** READ COMMITTED. The outermost transaction is retried as a whole on contention and on a connection lost before the commit, so
   * `work` may run several times and must not call the network. An inner one joins: when it throws, only its own writes are undone.
   * @param inner `as-one` needs no savepoints, but the whole fails when an inner transaction throws after a write
   * @throws CommitUnknown when the connection was lost during the commit: read by the key of the work before repeating it */
  async transaction<T>(work: (tx: Transaction) => Promise<T>, inner: InnerTransactions = 'savepoints'): Promise<T> {
    const outer = this.current;
    if (!outer) return this.retriedRun((isRepeated) => this.once(work, inner, isRepeated));
    return this.join(outer, work);
  }

  /** A transaction that is tried once, for many units of work that run alone after a failure. @throws also on contention */
  async batch<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.tracked(this.once(work, 'as-one'));
  }

  /** The same for units that run concurrently, each through `join` and in its own context. If one fails, all are rolled back. */
  async shared<T>(work: (tx: Transaction, join: Join) => Promise<T>): Promise<T> {
    return this.tracked(this.once((tx) => work(tx, (unit) => this.join(tx, unit)), 'concurrent'));
  }

  get sharedTransaction(): AmbientTransaction | undefined {
    return this.current?.shared;
  }

  join<T>(outer: AmbientTransaction, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return outer.join((inner) => this.ambient.run(inner, () => work(inner)));
  }

  /** Without BEGIN and COMMIT; repeated also when its response was lost: use it only for a write that may happen twice. */
  async statement<T>(write: (manager: EntityManager) => Promise<T>): Promise<T> {
    const outer = this.current;
    if (outer) return write(outer.manager);
    return this.retriedRun(() => this.alone(write));
  }

  get manager(): EntityManager {
    return this.ambientTransaction.manager;
  }

  /** Calls `run` after the outermost open transaction has committed; `run` must not throw. @throws OutsideTransaction */
  afterCommit(run: () => void): void {
    this.ambientTransaction.afterCommit(run);
  }

  get reader(): EntityManager {
    return this.current?.manager ?? this.opened.manager;
  }

  get connectionUse(): ConnectionUse {
    const use = this.source.connectionUse();
    const { transactionPermits, statementPermits } = this;
    return { ...use, waiting: use.waiting + (transactionPermits?.waiting ?? 0) + (statementPermits?.waiting ?? 0) };
  }

  get insideTransaction(): boolean {
    return this.current !== undefined;
  }

  /** The instant on the store's clock, which all replicas share; inside a transaction read through its connection. */
  async now(): Promise<Date> {
    const [{ now }] = await this.reader.query<[{ now: number | string }]>(`SELECT ${storeMillis(this.dialect)} AS now`);
    return new Date(Number(now));
  }

  /** @throws StoreUnavailable when the server is read-only, as a former primary is after a failover; or the driver's error */
  async ping(): Promise<void> {
    if (this.dialect === 'mysql') await assertWritable(this.opened);
    else await this.opened.query('SELECT 1');
  }

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

  private async retriedRun<T>(once: (isRepeated: boolean) => Promise<T>): Promise<T> {
    return this.tracked(retried(once));
  }

  private async tracked<T>(run: Promise<T>): Promise<T> {
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

  private async once<T>(
    work: (tx: AmbientTransaction) => Promise<T>,
    inner: InnerTransactions,
    isRepeated = false,
  ): Promise<T> {
    const runner = this.opened.createQueryRunner();
    runner.data = { alone: isRepeated };
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
