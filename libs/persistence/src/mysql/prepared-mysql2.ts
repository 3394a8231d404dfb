import type { Socket } from 'node:net';
import mysql, { type PoolConnection, type PoolOptions } from 'mysql2';
import { isReadOnly } from '../faults.js';

export const CONNECT_TIMEOUT_MS = 5_000;

const SESSION = [
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  // The server's default of 50 s would outlast every caller; the transaction is retried instead.
  'SET SESSION innodb_lock_wait_timeout = 2',
  // In a zone with summer time, local times of the server repeat an hour each autumn.
  "SET SESSION time_zone = '+00:00'",
];

export const preparedMysql2 = ({ responseTimeoutMs }: { responseTimeoutMs?: number } = {}) => ({
  ...mysql,
  createPool(options: PoolOptions) {
    const pool = mysql.createPool(options);
    pool.on('connection', (connection) => {
      for (const statement of SESSION) connection.query(statement, (error) => error && connection.destroy());
      reusePromiseWrapper(connection);
      closeWhenReadOnly(connection);
      if (responseTimeoutMs !== undefined) closeOnResponseTimeout(connection, responseTimeoutMs);
    });
    return pool;
  },
});

/** TypeORM requests this wrapper before every statement, and mysql2 creates a new one each time. */
function reusePromiseWrapper(connection: PoolConnection): void {
  const wrapper = connection.promise();
  connection.promise = () => wrapper;
}

type Query = (...args: unknown[]) => unknown;
type Callback = (...result: unknown[]) => void;

/** After a failover, a connection to the former primary would stay in the pool and fail every write; a new one may reach the new primary. */
function closeWhenReadOnly(connection: PoolConnection): void {
  const internals = connection as unknown as { query: Query };
  const query = internals.query.bind(connection);
  internals.query = (...args) => {
    const callback = args.pop() as Callback;
    return query(...args, (...result: unknown[]) => {
      if (isReadOnly(result[0])) connection.destroy();
      callback(...result);
    });
  };
}

/** mysql2's own query timeout leaves the unresponsive connection in the pool, and its timer running after a rejected statement. */
function closeOnResponseTimeout(connection: PoolConnection, timeoutMs: number): void {
  const internals = connection as unknown as { query: Query; stream: Socket };
  const query = internals.query.bind(connection);
  internals.query = (...args) => {
    const callback = args.pop() as Callback;
    const timer = setTimeout(() => {
      const error = new Error(`the server did not respond within ${timeoutMs} ms`);
      internals.stream.destroy(Object.assign(error, { code: 'ETIMEDOUT' }));
    }, timeoutMs);
    return query(...args, (...result: unknown[]) => {
      clearTimeout(timer);
      callback(...result);
    });
  };
}
