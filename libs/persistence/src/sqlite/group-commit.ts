import { setImmediate as nextEventLoopIteration } from 'node:timers/promises';
import { ConcurrencyLimit } from '../concurrency-limit.js';
import { SharedCommitFailed, SqliteConnectionTimeout, StoreUnavailable } from '../errors.js';
import type { LibsqlConnection } from './libsql-connection.js';

const MAX_UNITS = 64;
const MAX_WAITING = 10_000;
const TIMEOUT_MS = 10_000;
/** For example because the disk is full. */
export const ROLLED_BACK = 'SQLite has rolled back the transaction';

export interface Unit {
  /** Resolves once the transaction that the unit shares has committed. @throws SharedCommitFailed when the unit must run again */
  end(how: 'keep' | 'undo'): Promise<void>;
}

interface EndedUnit {
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Units of work take turns on one connection. Those that wait share a transaction, each in a savepoint of its own (ADR 0023). */
export class GroupCommit {
  private readonly turns: ConcurrencyLimit;
  private readonly maxWaiting: number;
  private waiting = 0;
  private isTaken = false;
  private ended: EndedUnit[] = [];

  constructor(
    private readonly connection: () => Pick<LibsqlConnection, 'exec' | 'inTransaction'>,
    { timeoutMs = TIMEOUT_MS, maxWaiting = MAX_WAITING } = {},
  ) {
    this.turns = new ConcurrencyLimit(1, timeoutMs, () => new SqliteConnectionTimeout(timeoutMs));
    this.maxWaiting = maxWaiting;
  }

  get use(): { used: number; waiting: number } {
    return { used: this.turns.used, waiting: this.waiting };
  }

  /** @param alone in a transaction of its own, which no other unit can fail @throws StoreUnavailable when too many wait */
  async begin(alone = false): Promise<Unit> {
    const release = await this.turn(alone);
    try {
      const connection = this.connection();
      // Changes that could not be rolled back must not be committed with this unit.
      if (connection.inTransaction && this.ended.length === 0) connection.exec('ROLLBACK');
      if (!connection.inTransaction) connection.exec('BEGIN IMMEDIATE');
      connection.exec('SAVEPOINT unit');
    } catch (error) {
      release();
      this.commitIfIdle();
      throw error;
    }
    return { end: (how) => this.end(how, alone, release) };
  }

  async outside<T>(run: () => T): Promise<T> {
    const release = await this.turn(true);
    try {
      return run();
    } finally {
      release();
    }
  }

  /** Begins in a new iteration of the event loop: libsql is synchronous, and libuv accepts one connection per iteration. */
  private async turn(alone: boolean): Promise<() => void> {
    if (this.waiting >= this.maxWaiting) throw new StoreUnavailable(`${this.waiting} writes already wait for SQLite`);
    this.waiting += 1;
    try {
      const release = await this.turns.acquire();
      await nextEventLoopIteration();
      if (alone) this.commit();
      this.isTaken = true;
      return () => {
        this.isTaken = false;
        release();
      };
    } finally {
      this.waiting -= 1;
      this.commitIfIdle();
    }
  }

  private commitIfIdle(): void {
    if (this.waiting === 0 && !this.isTaken) this.commit();
  }

  private async end(how: 'keep' | 'undo', alone: boolean, release: () => void): Promise<void> {
    let committed: Promise<void>;
    try {
      this.endSavepoint(how);
      committed = new Promise((resolve, reject) => this.ended.push({ resolve, reject }));
      if (alone || this.waiting === 0 || this.ended.length >= MAX_UNITS) this.commit();
    } finally {
      release();
    }
    await committed;
  }

  private endSavepoint(how: 'keep' | 'undo'): void {
    const connection = this.connection();
    if (connection.inTransaction)
      return connection.exec(how === 'keep' ? 'RELEASE unit' : 'ROLLBACK TO unit; RELEASE unit');
    const cause = new StoreUnavailable(ROLLED_BACK);
    this.rejectEnded(new SharedCommitFailed(cause));
    if (how === 'keep') throw cause;
  }

  private commit(): void {
    const connection = this.connection();
    if (this.ended.length === 0) return this.rollBack();
    try {
      if (connection.inTransaction) connection.exec('COMMIT');
      this.ended.splice(0).forEach(({ resolve }) => resolve());
    } catch (error) {
      this.rollBack();
      this.rejectEnded(this.ended.length > 1 ? new SharedCommitFailed(error) : error);
    }
  }

  private rollBack(): void {
    try {
      if (this.connection().inTransaction) this.connection().exec('ROLLBACK');
    } catch {
      return; // The next unit retries the rollback and reports its failure.
    }
  }

  private rejectEnded(error: unknown): void {
    this.ended.splice(0).forEach(({ reject }) => reject(error));
  }
}
