import { describe, expect, it } from '@jest/globals';
import { SqliteConnectionTimeout, StoreUnavailable } from '../errors.js';
import { GroupCommit } from './group-commit.js';

/** Records the statements that a connection would execute. */
class Recorder {
  readonly statements: string[] = [];
  inTransaction = false;
  failing: string[] = [];

  exec(sql: string): void {
    this.statements.push(sql);
    if (this.failing.includes(sql)) throw new Error(`${sql} failed`);
    if (sql.startsWith('BEGIN')) this.inTransaction = true;
    if (sql === 'COMMIT' || sql === 'ROLLBACK') this.inTransaction = false;
  }

  get commits(): number {
    return this.statements.filter((sql) => sql === 'COMMIT').length;
  }
}

function recorded(options = {}) {
  const connection = new Recorder();
  return { connection, commits: new GroupCommit(() => connection, options) };
}

describe('turns on the one SQLite connection', () => {
  it('let timers run and connections be accepted in between', async () => {
    const { commits } = recorded();
    let units = 0;
    const unitsBefore = new Promise<number>((resolve) => setTimeout(() => resolve(units), 1));
    const unit = async () => {
      const { end } = await commits.begin();
      units += 1;
      const until = performance.now() + 2;
      while (performance.now() < until);
      await end('keep');
    };
    await Promise.all(Array.from({ length: 20 }, unit));
    expect(units).toBe(20);
    expect(await unitsBefore).toBeLessThan(20);
  });

  it('name the likely cause to a query that waited too long, and continue with the next one', async () => {
    const { commits } = recorded({ timeoutMs: 5 });
    const first = await commits.begin();
    await expect(commits.begin()).rejects.toThrow(SqliteConnectionTimeout);
    await expect(commits.begin()).rejects.toThrow(/lost context/);
    const next = commits.begin();
    const ended = first.end('keep');
    await (await next).end('keep');
    await ended;
  });

  it('are refused as unavailable when too many units wait', async () => {
    const { commits } = recorded({ maxWaiting: 2 });
    const first = await commits.begin();
    const waiting = [commits.begin(), commits.begin()];
    await expect(commits.begin()).rejects.toThrow(StoreUnavailable);
    await Promise.all([first.end('keep'), ...waiting.map(async (unit) => (await unit).end('keep'))]);
    await (await commits.begin()).end('keep');
  });
});

describe('a shared SQLite transaction', () => {
  it('commits immediately if no other unit waits', async () => {
    const { connection, commits } = recorded();
    await (await commits.begin()).end('keep');
    expect(connection.statements).toEqual(['BEGIN IMMEDIATE', 'SAVEPOINT unit', 'RELEASE unit', 'COMMIT']);
  });

  it('commits after 64 units, so that the first one does not wait for all later ones', async () => {
    const { connection, commits } = recorded({ timeoutMs: 60_000 });
    await Promise.all(Array.from({ length: 100 }, async () => (await commits.begin()).end('keep')));
    expect(connection.commits).toBe(2);
  });

  it('excludes a unit that runs alone', async () => {
    const { connection, commits } = recorded();
    await Promise.all([false, true, false, false].map(async (alone) => (await commits.begin(alone)).end('keep')));
    expect(connection.commits).toBe(3);
  });

  it('commits also when the unit that it waited for cannot begin', async () => {
    const { connection, commits } = recorded();
    const first = await commits.begin();
    const second = commits.begin();
    connection.failing = ['SAVEPOINT unit'];
    const ended = first.end('keep');
    await expect(second).rejects.toThrow('SAVEPOINT unit failed');
    await ended;
    expect(connection.commits).toBe(1);
  });

  it('neither leaves a unit waiting nor blocks the next one when it cannot even be rolled back', async () => {
    const { connection, commits } = recorded();
    connection.failing = ['COMMIT', 'ROLLBACK'];
    const first = await commits.begin();
    const alone = commits.begin(true);
    const outcomes = await Promise.allSettled([first.end('keep'), alone]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    connection.failing = [];
    await (await commits.begin(true)).end('keep');
    expect(connection.inTransaction).toBe(false);
  });
});
