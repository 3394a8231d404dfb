import type { EntityManager, QueryRunner } from 'typeorm';
import { OutsideTransaction } from './errors.js';
import { isContention, isStoreFault } from './faults.js';
import type { Transaction } from './transaction.js';

/** The transaction (or the savepoint inside one) that is open in this asynchronous context, from its start to its end. */
export class AmbientTransaction implements Transaction {
  private callbacks: (() => void)[] = [];
  private inner?: AmbientTransaction;
  private fatal?: unknown;
  private ended = false;

  constructor(private readonly runner: QueryRunner) {}

  get open(): boolean {
    return !this.ended;
  }

  get manager(): EntityManager {
    if (this.ended) throw new OutsideTransaction('the one of this context has ended; a promise in it was not awaited');
    return this.runner.manager;
  }

  afterCommit(run: () => void): void {
    if (this.ended) throw new OutsideTransaction('the one of this context has ended; a promise in it was not awaited');
    this.callbacks.push(run);
  }

  /** Runs `work` in the started transaction, then commits what it did, or undoes it. */
  async finish<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    try {
      const result = await work(this);
      if (this.inner) throw new Error('a transaction inside this one was not awaited');
      if (this.fatal !== undefined) throw this.fatal;
      this.ended = true;
      await this.runner.commitTransaction();
      return result;
    } catch (error) {
      this.ended = true;
      await this.undo(error);
      throw error;
    }
  }

  /** Runs `work` in a savepoint of this transaction: when it throws, its own writes are undone and this one may go on. */
  async join<T>(work: (inner: AmbientTransaction) => Promise<T>): Promise<T> {
    if (this.inner) throw new Error('transactions inside one transaction run one after the other, never at once');
    const inner = (this.inner = new AmbientTransaction(this.runner));
    try {
      await this.runner.startTransaction();
      const result = await inner.finish(() => work(inner));
      this.callbacks.push(...inner.callbacks);
      return result;
    } catch (error) {
      // After a deadlock or on a lost connection the store has undone the whole: swallowing the error must not commit.
      if (isContention(error) || isStoreFault(error)) this.fatal ??= error;
      throw error;
    } finally {
      this.inner = undefined;
    }
  }

  /** Calls what waited for the commit, each in turn; a throwing one is reported and stops no other. */
  committed(): void {
    for (const run of this.callbacks) {
      try {
        run();
      } catch (error) {
        process.emitWarning(error instanceof Error ? error : String(error), { type: 'AfterCommit' });
      }
    }
  }

  private async undo(reason: unknown): Promise<void> {
    try {
      if (this.runner.isTransactionActive) await this.runner.rollbackTransaction();
    } catch (error) {
      // The connection or the savepoint is gone, so the store undoes it; the first failure says why.
      if (reason instanceof Error && reason.cause === undefined) reason.cause = error;
    }
  }
}
