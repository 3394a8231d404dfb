import type { Socket } from 'node:net';
import mysql, { type PoolConnection, type PoolOptions } from 'mysql2';

export const CONNECT_TIMEOUT_MS = 5_000;

const SESSION = [
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  // The server's own 50 s would outlast every caller; the transaction is run again instead.
  'SET SESSION innodb_lock_wait_timeout = 2',
];

export interface Preparation {
  /** Longest wait for an answer, in milliseconds; the connection that gives none is closed. */
  answerWithinMs?: number;
  /** For transactions only: each begins with its first statement. */
  forTransactions?: boolean;
}

/** mysql2, with every connection of its pools prepared before anybody gets it. */
export const preparedMysql2 = ({ answerWithinMs, forTransactions = false }: Preparation = {}) => ({
  ...mysql,
  createPool(options: PoolOptions) {
    const pool = mysql.createPool(options);
    pool.on('connection', (connection) => {
      const session = forTransactions ? [...SESSION, 'SET SESSION autocommit = 0'] : SESSION;
      for (const statement of session) connection.query(statement, (error) => error && connection.destroy());
      askedThroughOnePromise(connection);
      if (answerWithinMs !== undefined) closeWhenUnanswered(connection, answerWithinMs);
      if (forTransactions) beginsByItself(connection);
    });
    return pool;
  },
});

/** TypeORM asks for this wrapper before every statement, and mysql2 makes a new one each time. */
function askedThroughOnePromise(connection: PoolConnection): void {
  const wrapper = connection.promise();
  connection.promise = () => wrapper;
}

type Ask = (...asked: unknown[]) => unknown;
type Answered = (...answer: unknown[]) => void;

/** Answers START TRANSACTION without asking the server, one round trip less: without autocommit it has begun already. */
function beginsByItself(connection: PoolConnection): void {
  const bare = connection as unknown as { query: Ask };
  const ask = bare.query.bind(connection);
  bare.query = (...asked) => {
    if (asked[0] !== 'START TRANSACTION') return ask(...asked);
    const answered = asked.at(-1) as Answered;
    answered(null, {});
    return undefined;
  };
}

/** mysql2's own query timeout leaves the hung connection in the pool, and its timer running after every refused statement. */
function closeWhenUnanswered(connection: PoolConnection, withinMs: number): void {
  const bare = connection as unknown as { query: Ask; stream: Socket };
  const ask = bare.query.bind(connection);
  bare.query = (...asked) => {
    const answered = asked.pop() as Answered;
    const timer = setTimeout(() => {
      const late = new Error(`the server did not answer within ${withinMs} ms`);
      bare.stream.destroy(Object.assign(late, { code: 'ETIMEDOUT' }));
    }, withinMs);
    return ask(...asked, (...answer: unknown[]) => {
      clearTimeout(timer);
      answered(...answer);
    });
  };
}
