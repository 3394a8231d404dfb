import mysql, { type PoolOptions } from 'mysql2';
import { AbstractLogger, type QueryRunner } from 'typeorm';

export const CONNECT_TIMEOUT_MS = 5_000;

const SESSION = [
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  // The server's own 50 s would outlast every caller; the transaction is run again instead.
  'SET SESSION innodb_lock_wait_timeout = 2',
];

/** mysql2, with every connection of its pools prepared before anybody gets it: one round trip less per transaction. */
export const preparedMysql2 = {
  ...mysql,
  createPool(options: PoolOptions) {
    const pool = mysql.createPool(options);
    pool.on('connection', (connection) => {
      for (const statement of SESSION) connection.query(statement, (error) => error && connection.destroy());
    });
    return pool;
  },
};

/** Ends a connection whose statement was not answered in time: back in the pool it would hang the next one too. */
export class HungConnections extends AbstractLogger {
  override logQueryError(error: string | Error, _sql: string, _values?: unknown[], runner?: QueryRunner): void {
    if ((error as { code?: unknown }).code !== 'PROTOCOL_SEQUENCE_TIMEOUT') return;
    (runner as { databaseConnection?: { destroy(): void } } | undefined)?.databaseConnection?.destroy();
  }

  protected override writeLog(): void {}
}
