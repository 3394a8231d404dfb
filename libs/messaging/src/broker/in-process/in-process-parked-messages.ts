import { ParkedMessages, type ParkedMessage, type ParkedMessageDetails } from '../broker.js';
import { headersOf, type BrokerFile, type DeliveryRow } from './broker-file.js';

const PARKED = `FROM delivery WHERE state = 'PARKED'`;
const REPLAY = `UPDATE delivery SET state = 'READY', attempts = 0, due_at = ?, reason = NULL, parked_at = NULL
  WHERE state = 'PARKED'`;

export class InProcessParkedMessages extends ParkedMessages {
  constructor(
    private readonly file: BrokerFile,
    private readonly onReplay: () => void,
  ) {
    super();
  }

  async list({ consumer, limit = 1000 }: { consumer?: string; limit?: number } = {}): Promise<ParkedMessage[]> {
    const rows = this.file.all<DeliveryRow>(
      `SELECT * ${PARKED} AND queue = COALESCE(?, queue) ORDER BY parked_at, seq LIMIT ?`,
      consumer ?? null,
      limit,
    );
    return rows.map(parkedMessage);
  }

  async count(consumer: string): Promise<number> {
    return this.file.all<{ parked: number }>(`SELECT COUNT(*) AS parked ${PARKED} AND queue = ?`, consumer)[0]!.parked;
  }

  async show(id: string): Promise<ParkedMessageDetails | undefined> {
    const [row] = this.file.all<DeliveryRow>(`SELECT * ${PARKED} AND queue = ? AND message_id = ?`, ...partsOf(id));
    return row && { ...parkedMessage(row), body: row.body, headers: headersOf(row) };
  }

  async replay(id: string): Promise<number> {
    return this.replayed(() => this.file.run(`${REPLAY} AND queue = ? AND message_id = ?`, Date.now(), ...partsOf(id)));
  }

  async replayAll({ consumer }: { consumer?: string } = {}): Promise<number> {
    return this.replayed(() => this.file.run(`${REPLAY} AND queue = COALESCE(?, queue)`, Date.now(), consumer ?? null));
  }

  async drop(id: string): Promise<number> {
    return this.file.run(`DELETE ${PARKED} AND queue = ? AND message_id = ?`, ...partsOf(id));
  }

  async deleteParkedBefore(consumer: string, instant: Date, limit: number): Promise<number> {
    return this.file.run(
      `DELETE FROM delivery WHERE seq IN (SELECT seq ${PARKED} AND queue = ? AND parked_at < ? LIMIT ?)`,
      consumer,
      instant.getTime(),
      limit,
    );
  }

  private replayed(change: () => number): number {
    const changed = change();
    this.onReplay();
    return changed;
  }
}

const partsOf = (id: string): [consumer: string, messageId: string] => {
  const colon = id.indexOf(':');
  return [id.slice(0, Math.max(colon, 0)), id.slice(colon + 1)];
};

const parkedMessage = (row: DeliveryRow): ParkedMessage => ({
  id: `${row.queue}:${row.message_id}`,
  consumer: row.queue,
  messageId: row.message_id,
  routingKey: row.routing_key,
  attempts: row.attempts,
  reason: row.reason ?? '',
  parkedAt: new Date(row.parked_at ?? 0),
});
