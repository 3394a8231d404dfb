import type { Log } from '#platform';
import type { Verdict } from '../broker.js';
import { delayAfter, type RetryRule } from '../retry-rule.js';
import type { BrokerFile } from './broker-file.js';
import type { DeliveryRow } from './delivery-row.js';
import type { GroupCommit } from './group-commit.js';

const AHEAD = 200;
const RECOVERY_MS = 500;

const NEXT = `SELECT * FROM delivery WHERE queue = ? AND state = 'READY' AND due_at <= ? ORDER BY due_at, seq LIMIT ?`;
const FORGET = 'DELETE FROM delivery WHERE seq = ?';
const POSTPONE = 'UPDATE delivery SET attempts = ?, due_at = ?, reason = ? WHERE seq = ?';
const PARK = `UPDATE delivery SET state = 'PARKED', attempts = ?, reason = ?, parked_at = ? WHERE seq = ?`;

/** Somebody who takes deliveries, a bounded number at a time. */
export interface Hands {
  readonly free: number;
  take(row: DeliveryRow): void;
}

/** Hands the due messages of one consumer group to its workers, and keeps in the file what they say of them. */
export class WorkQueue {
  private readonly workers = new Set<Hands>();
  /** What is read ahead, under way, or decided but not yet committed: not to be handed out again. */
  private readonly taken = new Set<number>();
  private ahead: DeliveryRow[] = [];

  constructor(
    private readonly name: string,
    private readonly file: BrokerFile,
    private readonly commits: GroupCommit,
    private readonly retry: RetryRule,
    private readonly log: Log,
  ) {}

  join(worker: Hands): void {
    this.workers.add(worker);
    this.handOut();
  }

  leave(worker: Hands): void {
    this.workers.delete(worker);
    if (this.workers.size > 0) return;
    this.ahead.forEach(({ seq }) => this.taken.delete(seq));
    this.ahead = [];
  }

  /** Gives every worker with free hands the next due messages. */
  handOut(): void {
    try {
      while (this.handOneToEach([...this.workers].filter((worker) => worker.free > 0)));
    } catch (error) {
      this.log.error('the broker file cannot be read', { consumer: this.name, error });
    }
  }

  private handOneToEach(workers: Hands[]): boolean {
    for (const worker of workers) {
      const row = this.next();
      if (!row) return false;
      worker.take(row);
    }
    return workers.length > 0;
  }

  /** Keeps a worker's verdict. The row stays taken until that is on the disk; if it cannot be, it is delivered again. */
  async settle(row: DeliveryRow, verdict: Verdict): Promise<void> {
    try {
      const kept = this.keep(row, verdict);
      if (kept) await kept;
      this.taken.delete(row.seq);
    } catch (error) {
      // A full disk, say: the message is still there, unchanged, and comes again.
      this.log.error('a verdict could not be kept', { consumer: this.name, verdict: verdict.kind, error });
      setTimeout(() => this.taken.delete(row.seq), RECOVERY_MS).unref();
    }
  }

  private keep(row: DeliveryRow, verdict: Verdict): Promise<void> | void {
    const attempt = row.attempts + 1;
    switch (verdict.kind) {
      case 'done':
        return this.commits.shortly(() => this.file.run(FORGET, row.seq));
      case 'retry':
        return this.postpone(row, attempt, verdict.reason);
      case 'park':
        return this.park(row, attempt, verdict.reason);
      case 'pause':
        return;
    }
  }

  private async postpone(row: DeliveryRow, attempt: number, reason: string): Promise<void> {
    const delay = delayAfter(attempt, this.retry);
    if (delay === undefined) return this.park(row, attempt, reason);
    await this.commits.shortly(() => this.file.run(POSTPONE, attempt, Date.now() + delay, reason, row.seq));
    setTimeout(() => this.handOut(), delay + 1).unref();
  }

  private park(row: DeliveryRow, attempts: number, reason: string): Promise<void> {
    return this.commits.shortly(() => this.file.run(PARK, attempts, reason, Date.now(), row.seq));
  }

  private next(): DeliveryRow | undefined {
    if (this.ahead.length === 0) this.readAhead();
    return this.ahead.shift();
  }

  private readAhead(): void {
    const due = this.file.all<DeliveryRow>(NEXT, this.name, Date.now(), this.taken.size + AHEAD);
    this.ahead = due.filter(({ seq }) => !this.taken.has(seq));
    this.ahead.forEach(({ seq }) => this.taken.add(seq));
  }
}
