import { affected, type Database } from '#persistence';
import { IsNull } from 'typeorm';
import type { Clock } from '../time/clock.js';
import { IdempotencyRecord } from './idempotency-record.js';
import { inProgress } from './in-progress.js';
import { IdempotencyTicket } from './ticket.js';

/** How long an answer is kept: 24 h. */
export const KEPT_MS = 24 * 3_600_000;

/** An answer as it was sent: `body` is its text. */
export interface StoredAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A ticket as the HTTP layer holds it; everything it writes is fenced, so a holder who lost the lease changes nothing. */
export class OpenTicket extends IdempotencyTicket {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly held: { id: string; fence: string },
    readonly resourceId: string | undefined,
  ) {
    super();
  }

  async name(resourceId: string): Promise<void> {
    const { manager } = this.database;
    const named = await manager.update(IdempotencyRecord, { ...this.held, state: 'IN_PROGRESS' }, { resourceId });
    if (affected(named) === 0) throw inProgress();
  }

  /** The request is done; every later one gets this answer. */
  async finish({ status, headers, body }: StoredAnswer): Promise<void> {
    const done = { state: 'DONE' as const, status, headers: JSON.stringify(headers), body, expiresAt: this.expiry() };
    await this.database.statement((manager) => manager.update(IdempotencyRecord, this.held, done));
  }

  /** The request is not done, and its next retry may go on at once. */
  async suspend(): Promise<void> {
    // Not «until now»: a clock that is set back would have the retry wait.
    const free = { leaseUntil: new Date(0), expiresAt: this.expiry() };
    await this.database.statement((manager) => manager.update(IdempotencyRecord, this.held, free));
  }

  /** Nothing came of the request: it is as if it had never been sent, unless it had created something before it failed. */
  async forget(): Promise<void> {
    await this.database.transaction(async ({ manager }) => {
      const forgotten = await manager.delete(IdempotencyRecord, { ...this.held, resourceId: IsNull() });
      if (affected(forgotten) === 0) await this.suspend();
    });
  }

  private expiry(): Date {
    return new Date(this.clock.now().getTime() + KEPT_MS);
  }
}
