import type { Log } from '#platform';
import { delayAfter, type RetryPolicy, type Verdict } from '../broker.js';
import type { BrokerFile, DeliveryRow, GroupCommit } from './broker-file.js';

const READ_AHEAD = 200;
const RECOVERY_MS = 500;

const NEXT = `SELECT * FROM delivery WHERE queue = ? AND state = 'READY' AND due_at <= ? ORDER BY due_at, seq LIMIT ?`;
const DELETE = 'DELETE FROM delivery WHERE seq = ?';
const POSTPONE = 'UPDATE delivery SET attempts = ?, due_at = ?, reason = ? WHERE seq = ?';
const PARK = `UPDATE delivery SET state = 'PARKED', attempts = ?, reason = ?, parked_at = ? WHERE seq = ?`;

export interface QueueWorker {
  readonly capacity: number;
  accept(row: DeliveryRow): void;
}

export class WorkQueue {
  private readonly workers = new Set<QueueWorker>();
  /** Sequence numbers that are read ahead, in progress, or decided but not committed: not to be distributed again. */
  private readonly taken = new Set<number>();
  private ahead: DeliveryRow[] = [];
  /** Whether the file may contain due messages that have not been taken. */
  private hasUnread = true;

  constructor(
    private readonly name: string,
    private readonly file: BrokerFile,
    private readonly commits: GroupCommit,
    private readonly retry: RetryPolicy,
    private readonly log: Log,
  ) {}

  /** Number of workers. */
  get size(): number {
    return this.workers.size;
  }

  join(worker: QueueWorker): void {
    this.workers.add(worker);
    this.distribute();
  }

  leave(worker: QueueWorker): void {
    this.workers.delete(worker);
    if (this.workers.size > 0) return;
    this.ahead.forEach(({ seq }) => this.taken.delete(seq));
    this.ahead = [];
    this.hasUnread = true;
  }

  /** Passes a message that was just stored to a worker without reading it from the file. */
  published(row: DeliveryRow): void {
    if (this.hasUnread || this.workers.size === 0 || this.ahead.length >= READ_AHEAD) this.hasUnread = true;
    else if (!this.taken.has(row.seq)) {
      this.taken.add(row.seq);
      this.ahead.push(row);
    }
    this.distribute();
  }

  read(): void {
    this.hasUnread = true;
    this.distribute();
  }

  distribute(): void {
    try {
      while (this.giveOneEach([...this.workers].filter(({ capacity }) => capacity > 0)));
    } catch (error) {
      this.log.error('the broker file cannot be read', { consumer: this.name, error });
    }
  }

  private giveOneEach(workers: QueueWorker[]): boolean {
    for (const worker of workers) {
      const row = this.next();
      if (!row) return false;
      worker.accept(row);
    }
    return workers.length > 0;
  }

  /** Stores a verdict. The row stays taken until that is on disk; if the write fails, it is delivered again. */
  async settle(row: DeliveryRow, verdict: Verdict): Promise<void> {
    try {
      const stored = this.store(row, verdict);
      if (stored) await stored;
      this.taken.delete(row.seq);
    } catch (error) {
      this.log.error('a verdict could not be stored', { consumer: this.name, verdict: verdict.kind, error });
      setTimeout(() => this.taken.delete(row.seq), RECOVERY_MS).unref();
    }
  }

  private store(row: DeliveryRow, verdict: Verdict): Promise<void> | void {
    const attempt = row.attempts + 1;
    switch (verdict.kind) {
      case 'done':
        return this.commits.soon(() => this.file.run(DELETE, row.seq));
      case 'retry':
        return this.postpone(row, attempt, verdict.reason);
      case 'park':
        return this.park(row, attempt, verdict.reason);
      case 'pause':
        this.hasUnread = true;
        return;
    }
  }

  private async postpone(row: DeliveryRow, attempt: number, reason: string): Promise<void> {
    const delay = delayAfter(attempt, this.retry);
    if (delay === undefined) return this.park(row, attempt, reason);
    await this.commits.soon(() => this.file.run(POSTPONE, attempt, Date.now() + delay, reason, row.seq));
    setTimeout(() => this.read(), delay + 1).unref();
  }

  private park(row: DeliveryRow, attempts: number, reason: string): Promise<void> {
    return this.commits.soon(() => this.file.run(PARK, attempts, reason, Date.now(), row.seq));
  }

  private next(): DeliveryRow | undefined {
    if (this.ahead.length === 0 && this.hasUnread) this.readAhead();
    return this.ahead.shift();
  }

  private readAhead(): void {
    const limit = this.taken.size + READ_AHEAD;
    const due = this.file.all<DeliveryRow>(NEXT, this.name, Date.now(), limit);
    this.hasUnread = due.length === limit;
    this.ahead = due.filter(({ seq }) => !this.taken.has(seq));
    this.ahead.forEach(({ seq }) => this.taken.add(seq));
  }
}
