import { ParkedMessages, type ParkedMessage } from '../broker.js';
import type { BrokerFile } from './broker-file.js';
import { headersOf, type DeliveryRow } from './delivery-row.js';

const PARKED = `FROM delivery WHERE state = 'PARKED'`;
const READY_AGAIN = `UPDATE delivery SET state = 'READY', attempts = 0, due_at = ?, reason = NULL, parked_at = NULL
  WHERE state = 'PARKED'`;

/** The parked rows of the in-process broker's file; also used by the command line while the system runs. */
export class ParkedInFile extends ParkedMessages {
  constructor(
    private readonly file: BrokerFile,
    private readonly replayed: () => void,
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

  async show(id: string): Promise<(ParkedMessage & { body: string; headers: Record<string, string> }) | undefined> {
    const [row] = this.file.all<DeliveryRow>(`SELECT * ${PARKED} AND queue = ? AND message_id = ?`, ...partsOf(id));
    return row && { ...parkedMessage(row), body: row.body, headers: headersOf(row) };
  }

  async replay(id: string): Promise<number> {
    return this.ready(() =>
      this.file.run(`${READY_AGAIN} AND queue = ? AND message_id = ?`, Date.now(), ...partsOf(id)),
    );
  }

  async replayAll({ consumer }: { consumer?: string } = {}): Promise<number> {
    return this.ready(() =>
      this.file.run(`${READY_AGAIN} AND queue = COALESCE(?, queue)`, Date.now(), consumer ?? null),
    );
  }

  async drop(id: string): Promise<number> {
    return this.file.run(`DELETE ${PARKED} AND queue = ? AND message_id = ?`, ...partsOf(id));
  }

  private ready(change: () => number): number {
    const changed = change();
    this.replayed();
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
