import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { DatabaseOptions } from '../database-options.js';
import { CONNECT_TIMEOUT_MS } from './connections.js';
import type { Server } from './address.js';

export type ServerType = 'mysql' | 'mariadb';

/**
 * Makes the schema when it is missing, and tells which of the two the server is: either answers to either URL.
 * @param migrate `by-command`: nothing is made here, a missing schema shows when it is opened
 */
export async function makeSchema(
  server: Server,
  schema: string,
  migrate: DatabaseOptions['migrate'],
): Promise<ServerType> {
  const connection = await createConnection({ ...server, connectTimeout: CONNECT_TIMEOUT_MS });
  try {
    const [found] = await connection.query<RowDataPacket[]>(
      `SELECT VERSION() AS version,
        (SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = ?) AS schemata`,
      [schema],
    );
    const { version, schemata } = found[0] as { version: string; schemata: number };
    if (Number(schemata) === 0 && migrate !== 'by-command')
      await connection.query(`CREATE DATABASE IF NOT EXISTS ${connection.escapeId(schema)} CHARACTER SET utf8mb4`);
    return /mariadb/i.test(version) ? 'mariadb' : 'mysql';
  } finally {
    await connection.end();
  }
}
