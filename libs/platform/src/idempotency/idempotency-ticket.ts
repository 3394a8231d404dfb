import { affected, type Database } from '#persistence';
import { IsNull } from 'typeorm';
import { HttpProblem } from '../http/http-problem.js';
import type { Clock } from '../time/clock.js';
import { IdempotencyRecord } from './idempotency-record.js';

/** How long a response can be replayed: 24 h. */
export const RETENTION_MS = 24 * 3_600_000;

export abstract class IdempotencyTicket {
  /** The resource that an earlier, unfinished request with this key created: continue with it instead of creating another one. */
  abstract readonly resourceId: string | undefined;

  /** Call it inside the transaction that creates the resource. @throws HttpProblem 409, which must abort that transaction; OutsideTransaction */
  abstract name(resourceId: string): Promise<void>;
}

export interface StoredAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The ticket of the HTTP layer. All of its writes are fenced: a holder that has lost its lease changes nothing. */
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

  async finish({ status, headers, body }: StoredAnswer): Promise<void> {
    const done = { state: 'DONE' as const, status, headers: JSON.stringify(headers), body, expiresAt: this.expiry() };
    await this.database.statement((manager) => manager.update(IdempotencyRecord, this.held, done));
  }

  async suspend(): Promise<void> {
    // The epoch rather than the current time, which the clock might be set back behind.
    const free = { leaseUntil: new Date(0), expiresAt: this.expiry() };
    await this.database.statement((manager) => manager.update(IdempotencyRecord, this.held, free));
  }

  /** Deletes the record of a failed request, unless it has created a resource: then a retry continues with that. */
  async discard(): Promise<void> {
    await this.database.transaction(async ({ manager }) => {
      const deleted = await manager.delete(IdempotencyRecord, { ...this.held, resourceId: IsNull() });
      if (affected(deleted) === 0) await this.suspend();
    });
  }

  private expiry(): Date {
    return new Date(this.clock.now().getTime() + RETENTION_MS);
  }
}

export const inProgress = (): HttpProblem =>
  new HttpProblem('REQUEST_IN_PROGRESS', { headers: { 'retry-after': '1' } });
