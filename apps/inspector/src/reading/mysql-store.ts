import mysql, { type Connection } from 'mysql2/promise';
import { InspectionError, StoreNotFound, Store } from './store.js';

const CONNECT_TIMEOUT_MS = 5_000;
const QUERY_TIMEOUT_MS = 60_000;

export class MysqlStore extends Store {
  readonly dialect = 'mysql';

  private constructor(
    private readonly connection: Connection,
    private readonly place: string,
  ) {
    super();
  }

  /** @throws InspectionError when the server or the schema cannot be reached */
  static async open(url: string, name: string): Promise<MysqlStore> {
    const address = new URL(url.replace(/^mariadb:/, 'mysql:'));
    if (address.pathname.length < 2) address.pathname = `/sugang_${name}`;
    const place = `${address.host}${address.pathname}`;
    try {
      const connection = await mysql.createConnection({
        uri: address.href,
        charset: 'utf8mb4',
        dateStrings: true,
        supportBigNumbers: true,
        connectTimeout: CONNECT_TIMEOUT_MS,
      });
      await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY');
      await connection.query("SET SESSION time_zone = '+00:00'");
      return new MysqlStore(connection, place);
    } catch (error) {
      const { message, code } = error as Error & { code?: string };
      const Fault = code === 'ER_BAD_DB_ERROR' ? StoreNotFound : InspectionError;
      throw new Fault(`the store at ${place} cannot be read: ${message}`, { cause: error });
    }
  }

  async rows<Row>(sql: string, values: readonly (string | number)[] = []): Promise<Row[]> {
    try {
      const [rows] = await this.connection.query({ sql, timeout: QUERY_TIMEOUT_MS }, [...values]);
      return rows as Row[];
    } catch (error) {
      throw new InspectionError(`the store at ${this.place} cannot be read: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }

  async close(): Promise<void> {
    this.connection.destroy();
  }
}
