import type { Queue } from '../invariants/records.js';
import { Queues } from './queues.js';
import { SqliteStore } from './sqlite-store.js';

const WAITING = `SELECT queue.name, (SELECT COUNT(*) FROM delivery WHERE queue = queue.name AND state <> 'PARKED') AS messages
  FROM queue ORDER BY queue.name`;
const PARKED = `SELECT queue || ':' || message_id AS id, COALESCE(reason, '') AS reason FROM delivery
  WHERE state = 'PARKED' ORDER BY parked_at, seq LIMIT 1000`;

export class InProcessQueues extends Queues {
  private constructor(private readonly file: SqliteStore) {
    super();
  }

  /** @throws InspectionError */
  static open(dataDir: string): InProcessQueues {
    return new InProcessQueues(SqliteStore.open(dataDir, 'broker'));
  }

  waiting(): Promise<Queue[]> {
    return this.file.rows(WAITING);
  }

  parked(): Promise<{ id: string; reason: string }[]> {
    return this.file.rows(PARKED);
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
