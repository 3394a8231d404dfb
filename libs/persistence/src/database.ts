import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager } from 'typeorm';
import { AmbientTransaction, type InnerTransactions } from './ambient-transaction.js';
import type { DatabaseOptions } from './database-options.js';
import { OutsideTransaction, StoreUnavailable } from './errors.js';
import { openMysql, poolSizesOf } from './mysql/open-mysql.js';
import { Permits } from './mysql/permits.js';
import { refusePendingMigrations } from './pending-migrations.js';
import { retried } from './retry.js';
import { migrateSqlite } from './sqlite/migrate-sqlite.js';
import { openSqlite } from './sqlite/open-sqlite.js';
import type { Transaction } from './transaction.js';

const WAIT_FOR_PERMIT_MS = 5_000;

/** A pool of connections, and how many may be taken from it at a time. */
interface Connections {
  readonly source: DataSource;
  readonly permits: Permits;
}

function openedOf({ source }: Connections): DataSource {
  if (!source.isInitialized) throw new StoreUnavailable('the database is closed');
  return source;
}

/** One service's relational store, MySQL or SQLite, behind transactions that are retried whole. */
export class Database {
  private readonly ambient = new AsyncLocalStorage<AmbientTransaction>();

  private readonly running = new Set<Promise<unknown>>();

  private constructor(
    readonly dialect: 'sqlite' | 'mysql',
    /** For statements that are a transaction by themselves, and for queries outside of transactions. */
    private readonly statements: Connections,
    private readonly transactions: Connections,
  ) {}

  /**
   * Opens the store and brings its schema up to date, or checks that somebody has.
   * @throws StoreUnavailable when the file or the server cannot be reached
   * @throws MigrationsPending when the schema is behind and `migrate` is `by-command`
   */
  static async open(options: DatabaseOptions): Promise<Database> {
    switch (new URL(options.url).protocol) {
      case 'sqlite:': {
        const source = await openSqlite(options);
        if (options.migrate === 'by-command') await refusePendingMigrations(source, options.migrations);
        else await migrateSqlite(source);
        const connections = { source, permits: new Permits(Infinity, WAIT_FOR_PERMIT_MS) };
        return new Database('sqlite', connections, connections);
      }
      case 'mysql:':
      case 'mariadb:': {
        const { statements, transactions } = await openMysql(options);
        const sizes = poolSizesOf(options);
        const permits = (free: number) => new Permits(free, WAIT_FOR_PERMIT_MS);
        return new Database(
          'mysql',
          // One connection stays free for the queries outside transactions.
          { source: statements, permits: permits(sizes.statements - 1) },
          { source: transactions, permits: permits(sizes.transactions) },
        );
      }
      default:
        throw new StoreUnavailable('the database URL must begin with sqlite:, mysql:// or mariadb://');
    }
  }

  /**
   * Runs `work` in one READ COMMITTED transaction and answers its result.
   * Inside another transaction it joins: it commits with the outer one, and undoes only its own writes when it throws.
   * The outermost is retried whole (so `work` may run several times) on deadlock, lock timeout, a busy file,
   * `VersionConflict` and a connection lost before the commit, a bounded number of times with jittered pauses. No network
   * call belongs inside.
   * @param inner how transactions inside this one join it; what throws after it has written dooms the whole where they are one
   * @throws CommitUnknown when the connection was lost during the commit: who repeats the work reads by its key first
   */
  async transaction<T>(work: (tx: Transaction) => Promise<T>, inner: InnerTransactions = 'savepoints'): Promise<T> {
    const outer = this.current;
    if (!outer) return this.retriedRun(() => this.once(work, inner));
    return outer.join((inner) => this.ambient.run(inner, () => work(inner)));
  }

  /**
   * Asks for one write that is a transaction by itself, without the round trips of a beginning and a commit; inside a
   * transaction it is a part of that one. Retried as `transaction` is, and also when its answer was lost: only for what may
   * happen twice, such as an insert that then meets its own key.
   */
  async statement<T>(ask: (manager: EntityManager) => Promise<T>): Promise<T> {
    const outer = this.current;
    if (outer) return ask(outer.manager);
    return this.retriedRun(() => this.alone(ask));
  }

  /** Manager of the transaction that is open here. @throws OutsideTransaction where there is none */
  get manager(): EntityManager {
    const transaction = this.ambient.getStore();
    if (!transaction) throw new OutsideTransaction();
    return transaction.manager;
  }

  /** Calls `run` once the outermost transaction that is open here has committed; `run` must not throw. @throws OutsideTransaction */
  afterCommit(run: () => void): void {
    const transaction = this.ambient.getStore();
    if (!transaction) throw new OutsideTransaction();
    transaction.afterCommit(run);
  }

  /** For queries: the manager of the transaction that is open here, else a plain one. */
  get reader(): EntityManager {
    return this.current?.manager ?? this.opened.manager;
  }

  /** Whether a transaction is open here; adapters that talk to the network refuse to work inside one. */
  get insideTransaction(): boolean {
    return this.current !== undefined;
  }

  /** Asks the store for an answer. @throws when it gives none */
  async ping(): Promise<void> {
    await this.opened.query('SELECT 1');
  }

  /** Waits for open transactions, then closes every connection; whoever comes later is refused. */
  async close(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled(this.running);
    for (const { source } of [this.transactions, this.statements]) if (source.isInitialized) await source.destroy();
  }

  private get opened(): DataSource {
    return openedOf(this.statements);
  }

  private get current(): AmbientTransaction | undefined {
    const transaction = this.ambient.getStore();
    return transaction?.open ? transaction : undefined;
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

  private async alone<T>(ask: (manager: EntityManager) => Promise<T>): Promise<T> {
    const giveBack = await this.statements.permits.acquire();
    try {
      return await ask(this.opened.manager);
    } finally {
      giveBack();
    }
  }

  private async once<T>(work: (tx: Transaction) => Promise<T>, inner: InnerTransactions): Promise<T> {
    const runner = openedOf(this.transactions).createQueryRunner();
    const giveBack = await this.transactions.permits.acquire();
    try {
      const transaction = await AmbientTransaction.start(runner, inner);
      const result = await this.ambient.run(transaction, () => transaction.finish(work));
      this.ambient.exit(() => transaction.committed());
      return result;
    } finally {
      await runner.release();
      giveBack();
    }
  }
}
