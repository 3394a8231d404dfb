import type { EntityManager, EntityTarget, MigrationInterface, ObjectLiteral } from 'typeorm';
import type { Transaction } from './transaction.js';

/** A migration class; the name must end in a 13-digit timestamp. */
export type MigrationClass = new () => MigrationInterface;

export interface DatabaseOptions {
  /** `sqlite:` or `mysql://…` or `mariadb://…`; without a path the schema is `sugang_<service>`. */
  url: string;
  /** Directory of the SQLite files; made when missing. */
  dataDir: string;
  /** Names the file `<dataDir>/<service>.sqlite` or the schema. */
  service: string;
  entities: EntityTarget<ObjectLiteral>[];
  /** Run in order of their timestamps when the database is opened. */
  migrations: MigrationClass[];
  /** Most connections to MySQL at a time (10). */
  poolSize?: number;
}

/** One service's relational store, MySQL or SQLite, behind transactions that are retried whole. */
export class Database {
  /**
   * Opens the store and brings its schema up to date.
   * @throws StoreUnavailable when the file or the server cannot be reached
   */
  static async open(options: DatabaseOptions): Promise<Database> {
    throw new Error(`not written yet ${options.service}`);
  }

  readonly dialect: 'sqlite' | 'mysql';

  /**
   * Runs `work` in one READ COMMITTED transaction and answers its result.
   * Inside another transaction it joins: it commits with the outer one, and undoes only its own writes when it throws.
   * The outermost is retried whole (so `work` may run several times) on deadlock, lock timeout, a busy file and
   * `VersionConflict`, a bounded number of times with jittered pauses. No network call belongs inside.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    throw new Error(`not written yet ${String(work)}`);
  }

  /** Manager of the transaction that is open here. @throws OutsideTransaction where there is none */
  get manager(): EntityManager {
    throw new Error('not written yet');
  }

  /** For queries: the manager of the transaction that is open here, else a plain one. */
  get reader(): EntityManager {
    throw new Error('not written yet');
  }

  /** Whether a transaction is open here; adapters that talk to the network refuse to work inside one. */
  get insideTransaction(): boolean {
    throw new Error('not written yet');
  }

  /** Asks the store for an answer. @throws when it gives none */
  async ping(): Promise<void> {
    throw new Error('not written yet');
  }

  /** Waits for open transactions, then closes every connection. */
  async close(): Promise<void> {
    throw new Error('not written yet');
  }
}
