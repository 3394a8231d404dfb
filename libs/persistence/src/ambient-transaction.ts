import type { EntityManager, QueryRunner } from 'typeorm';
import { CommitUnknown, OutsideTransaction, SharedCommitFailed } from './errors.js';
import { isResponseLost, isContention, isStoreFault } from './faults.js';

export interface Transaction {
  readonly manager: EntityManager;
  /** Calls `run` once the outermost transaction has committed, never after a rollback; `run` must not throw. */
  afterCommit(run: () => void): void;
}

/** How inner transactions join an outer one: each in a savepoint that can be rolled back alone, as one unit with it, or as one unit and concurrently. */
export type InnerTransactions = 'savepoints' | 'as-one' | 'concurrent';

export class AmbientTransaction implements Transaction {
  private callbacks: (() => void)[] = [];
  private inner?: Promise<unknown>;
  private readonly concurrent = new Set<Promise<unknown>>();
  private fatal?: Error;
  private ended = false;

  private constructor(
    private readonly runner: QueryRunner,
    private readonly innerMode: InnerTransactions,
    private readonly writes: { count: number },
    private readonly outer?: AmbientTransaction,
  ) {}

  static async start(runner: QueryRunner, innerMode: InnerTransactions): Promise<AmbientTransaction> {
    await runner.startTransaction();
    if (innerMode === 'concurrent') sendOneByOne(runner);
    return new AmbientTransaction(runner, innerMode, countedWrites(runner));
  }

  get open(): boolean {
    return !this.ended;
  }

  get shared(): AmbientTransaction | undefined {
    return this.innerMode === 'concurrent' ? this : this.outer?.shared;
  }

  get manager(): EntityManager {
    if (this.ended) throw new OutsideTransaction(ENDED);
    return this.runner.manager;
  }

  afterCommit(run: () => void): void {
    if (this.ended) throw new OutsideTransaction(ENDED);
    this.callbacks.push(run);
  }

  async finish<T>(work: (tx: AmbientTransaction) => Promise<T>): Promise<T> {
    try {
      const result = await this.runToEnd(work);
      await this.commit();
      return result;
    } catch (error) {
      this.fatal ??= error as Error;
      await Promise.allSettled([this.inner, ...this.concurrent]);
      this.end();
      await this.rollBack(error);
      throw error;
    }
  }

  /** In the mode `as-one` this transaction may continue after an error only if `work` had written nothing. */
  async join<T>(work: (inner: AmbientTransaction) => Promise<T>): Promise<T> {
    if (this.innerMode === 'concurrent') return this.joinConcurrently(work);
    if (this.inner) throw new Error('transactions inside one transaction must run one after the other');
    const inner = this.innerMode === 'as-one' ? this.asOne(work) : this.savepoint(work);
    this.inner = inner;
    try {
      return await inner;
    } catch (error) {
      // After a deadlock or a lost connection the store has rolled back everything: a caller that swallows the error must not commit.
      if (isContention(error) || isStoreFault(error)) this.fatal ??= error as Error;
      throw error;
    } finally {
      this.inner = undefined;
    }
  }

  private async savepoint<T>(work: (inner: AmbientTransaction) => Promise<T>): Promise<T> {
    await this.runner.startTransaction();
    const inner = this.within();
    const result = await inner.finish(work);
    this.callbacks.push(...inner.callbacks);
    return result;
  }

  private async asOne<T>(work: (inner: AmbientTransaction) => Promise<T>): Promise<T> {
    const before = this.writes.count;
    const inner = this.within();
    try {
      const result = await inner.runToEnd(work);
      this.callbacks.push(...inner.callbacks);
      return result;
    } catch (error) {
      await Promise.allSettled([inner.inner]);
      inner.end();
      if (this.writes.count > before) this.fatal ??= error as Error;
      throw error;
    }
  }

  private async joinConcurrently<T>(work: (inner: AmbientTransaction) => Promise<T>): Promise<T> {
    if (this.fatal) throw this.fatal;
    const inner = new AmbientTransaction(this.runner, 'as-one', this.writes, this);
    const run = inner.runToEnd(work);
    this.concurrent.add(run);
    try {
      const result = await run;
      this.callbacks.push(...inner.callbacks);
      return result;
    } catch (error) {
      this.fatal ??= error as Error;
      await Promise.allSettled([inner.inner]);
      inner.end();
      throw error;
    } finally {
      this.concurrent.delete(run);
    }
  }

  private within(): AmbientTransaction {
    return new AmbientTransaction(this.runner, this.innerMode, this.writes, this);
  }

  private async runToEnd<T>(work: (tx: AmbientTransaction) => Promise<T>): Promise<T> {
    const result = await work(this);
    if (this.inner || this.concurrent.size > 0) throw new Error('a transaction inside this one was not awaited');
    if (this.fatal) throw this.fatal;
    this.end();
    return result;
  }

  private async commit(): Promise<void> {
    try {
      await this.runner.commitTransaction();
    } catch (error) {
      throw isResponseLost(error) && !this.outer ? new CommitUnknown(error) : error;
    }
  }

  private end(): void {
    if (!this.ended && !this.outer) seal(this.runner);
    this.ended = true;
  }

  committed(): void {
    for (const run of this.callbacks) {
      try {
        run();
      } catch (error) {
        process.emitWarning(error instanceof Error ? error : String(error), { type: 'AfterCommit' });
      }
    }
  }

  private async rollBack(reason: unknown): Promise<void> {
    try {
      if (this.runner.isTransactionActive) await this.runner.rollbackTransaction();
    } catch (error) {
      if (error instanceof SharedCommitFailed) throw error;
      if (reason instanceof Error && reason.cause === undefined) reason.cause = error;
    }
  }
}

const ENDED = 'the transaction of this context has ended; a promise in it was not awaited';

function countedWrites(runner: QueryRunner): { count: number } {
  const writes = { count: 0 };
  const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
  runner.query = async (sql: string, ...rest: unknown[]): Promise<never> => {
    const result = await query(sql, ...rest);
    if (!/^SELECT\b/.test(sql)) writes.count += 1;
    return result as never;
  };
  return writes;
}

/** A deadlock or a lost connection ends the transaction; a pipelined statement would then commit by itself. */
function sendOneByOne(runner: QueryRunner): void {
  const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
  let last: Promise<unknown> = Promise.resolve();
  let ended: Error | undefined;
  runner.query = async (...args: unknown[]): Promise<never> => {
    const before = last;
    const sent = (async () => {
      await before;
      if (ended && !END.test(args[0] as string)) throw ended;
      return query(...args);
    })();
    last = sent.catch((error: unknown) => {
      if (isContention(error) || isStoreFault(error)) ended ??= error as Error;
    });
    return (await sent) as never;
  };
}

const END = /^(COMMIT|ROLLBACK|RELEASE)\b/;

/** From now on `runner` accepts only the end of its transaction: a late statement would commit by itself. */
function seal(runner: QueryRunner): void {
  const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
  runner.query = async (sql: string, ...rest: unknown[]): Promise<never> => {
    if (!END.test(sql)) throw new OutsideTransaction(ENDED);
    return (await query(sql, ...rest)) as never;
  };
}
