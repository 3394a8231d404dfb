import mysql from 'mysql2/promise';
import { LabServer } from './lab-server.js';
import type { Held, Mariadb } from './server-controls.js';

export class LabMariadb extends LabServer implements Mariadb {
  /** Sessions that hold locks; a failed row does not release them itself. */
  private readonly held = new Set<mysql.Connection>();

  override async restore(): Promise<void> {
    for (const session of this.held) session.destroy();
    this.held.clear();
    await super.restore();
  }

  async rows<Row = any>(schema: string, sql: string): Promise<Row[]> {
    const connection = await this.connect(schema);
    try {
      const [rows] = await connection.query(sql);
      return rows as Row[];
    } finally {
      await connection.end();
    }
  }

  async hold(schema: string, ...statements: string[]): Promise<Held> {
    const session = await this.connect(schema);
    this.held.add(session);
    const also = async (statement: string) => void (await session.query(statement));
    for (const statement of ['START TRANSACTION', ...statements]) await also(statement);
    return {
      also,
      letGo: async () => {
        this.held.delete(session);
        await also('ROLLBACK');
        await session.end();
      },
    };
  }

  async killConnections(schema: string): Promise<number> {
    const connections = await this.rows<{ id: number }>(
      'information_schema',
      `SELECT id FROM processlist WHERE db = ${mysql.escape(schema)}`,
    );
    let killed = 0;
    for (const { id } of connections) {
      const { length } = await this.rows('information_schema', `KILL ${id}`).then(
        () => ['killed'],
        () => [], // It has ended by itself meanwhile.
      );
      killed += length;
    }
    return killed;
  }

  private connect(schema: string): Promise<mysql.Connection> {
    return mysql.createConnection({ uri: `${this.url}/${schema}`, connectTimeout: 5_000 });
  }
}
