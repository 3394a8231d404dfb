import type { EntityManager } from 'typeorm';

/** One open transaction, as the work inside it sees it. */
export interface Transaction {
  /** The only manager to use inside: it writes through the transaction's own connection. */
  readonly manager: EntityManager;
  /** Calls `run` once the outermost transaction has committed, never after a rollback; `run` must not throw. */
  afterCommit(run: () => void): void;
}
