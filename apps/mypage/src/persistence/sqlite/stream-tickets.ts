import type { Database } from '#persistence';
import { StreamTickets, type StoredTicket } from '../../ports/stream-tickets.js';

interface Row {
  studentId: string;
  expiresAt: number;
  streamUntil: number;
}

export class SqliteStreamTickets extends StreamTickets {
  constructor(private readonly database: Database) {
    super();
  }

  async add({ digest, studentId, expiresAt, streamUntil }: StoredTicket): Promise<void> {
    await this.query('INSERT INTO stream_tickets (digest, student_id, expires_at, stream_until) VALUES (?, ?, ?, ?)', [
      ...[digest, studentId, expiresAt.getTime(), streamUntil.getTime()],
    ]);
  }

  async take(digest: string): Promise<StoredTicket | undefined> {
    const [found] = await this.query<Row>(
      `DELETE FROM stream_tickets WHERE digest = ?
       RETURNING student_id AS studentId, expires_at AS expiresAt, stream_until AS streamUntil`,
      [digest],
    );
    if (!found) return undefined;
    const { studentId, expiresAt, streamUntil } = found;
    return { digest, studentId, expiresAt: new Date(expiresAt), streamUntil: new Date(streamUntil) };
  }

  async deleteExpired(now: Date, limit: number): Promise<number> {
    const deleted = await this.query(
      `DELETE FROM stream_tickets WHERE digest IN
       (SELECT digest FROM stream_tickets WHERE expires_at <= ? LIMIT ?) RETURNING 1`,
      [now.getTime(), limit],
    );
    return deleted.length;
  }

  private query<Found>(sql: string, parameters: unknown[]): Promise<Found[]> {
    return this.database.transaction(({ manager }) => manager.query<Found[]>(sql, parameters));
  }
}
