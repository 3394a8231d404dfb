import { affected, updateEach, type Database, type RowChange } from '#persistence';
import { IsNull, type EntityManager } from 'typeorm';
import { HttpProblem } from '../http/http-problem.js';
import type { Ids } from '../time/ids.js';
import { IdempotencyRecord } from './idempotency-record.js';

export abstract class IdempotencyTicket {
  /** The resource that an earlier, unfinished request with this key created: continue with it instead of creating another one. */
  abstract readonly resourceId: string | undefined;

  /**
   * Records the resource that the request creates. Call it inside the transaction that creates it.
   * @throws HttpProblem 409 when the lease is lost, which must abort that transaction; OutsideTransaction
   */
  abstract attachResource(resourceId: string): Promise<void>;
}

export interface TicketEntry {
  ticket: IdempotencyTicket;
  resourceId: string;
}

/** `attachResource` for many tickets in one statement. @throws HttpProblem 409 when one of the leases is lost */
export async function attachResources(manager: EntityManager, entries: TicketEntry[]): Promise<void> {
  const others = entries.filter(({ ticket }) => !(ticket instanceof OpenTicket));
  for (const { ticket, resourceId } of others) await ticket.attachResource(resourceId);
  const writes = entries.flatMap(({ ticket, resourceId }) =>
    ticket instanceof OpenTicket ? [{ ticket, changes: { resourceId } }] : [],
  );
  await writeTickets(manager, writes);
}

export interface TicketWrite {
  ticket: OpenTicket;
  changes: Partial<IdempotencyRecord>;
}

/** One statement, in the order of the records' ids. @throws HttpProblem 409 when one of the leases is lost */
export async function writeTickets(manager: EntityManager, writes: TicketWrite[]): Promise<void> {
  const changes = writes.map(({ ticket, changes }) => ticket.nextWrite(changes)).toSorted(byId);
  if ((await updateEach(manager, IdempotencyRecord, 'id', changes)) !== changes.length) throw inProgress();
}

export interface StoredAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The epoch and not the current time, which would be a running lease if the store's clock is set back. */
export const NO_LEASE = new Date(0);

/** The ticket of the HTTP layer. Every write is fenced and changes the fence: a holder that has lost its lease changes nothing. */
export class OpenTicket extends IdempotencyTicket {
  /** All fences that this ticket has tried to write: after a rollback or a lost response the record may have any of them. */
  private readonly fences: string[];

  constructor(
    private readonly database: Database,
    private readonly ids: Ids,
    private readonly gathered: (write: TicketWrite) => Promise<void>,
    private readonly id: string,
    fence: string,
    readonly resourceId: string | undefined,
  ) {
    super();
    this.fences = [fence];
  }

  async attachResource(resourceId: string): Promise<void> {
    await this.write(this.database.manager, { resourceId });
  }

  /** @throws HttpProblem 409 when the lease is lost: the outcome of the request is then that of its new holder */
  finish({ status, headers, body }: StoredAnswer): Promise<void> {
    const done = { state: 'DONE' as const, status, headers: JSON.stringify(headers), body };
    return this.gathered({ ticket: this, changes: done });
  }

  /** Lets the next retry continue immediately. @throws HttpProblem 409 when the lease is lost */
  suspend(): Promise<void> {
    return this.gathered({ ticket: this, changes: { leaseUntil: NO_LEASE } });
  }

  /** @throws HttpProblem 409 when the lease is lost */
  writeAlone(changes: Partial<IdempotencyRecord>): Promise<void> {
    return this.database.statement((manager) => this.write(manager, changes));
  }

  /** Deletes the record of a failed request, unless it has created a resource: then a retry continues with that. */
  async discard(): Promise<void> {
    await this.database.transaction(async ({ manager }) => {
      for (const fence of this.fences.toReversed()) {
        const deleted = await manager.delete(IdempotencyRecord, { id: this.id, fence, resourceId: IsNull() });
        if (affected(deleted) > 0) return;
      }
      await this.overwrite(manager, { leaseUntil: NO_LEASE });
    });
  }

  /** The row change for `changes`, assuming that no earlier write of this ticket was rolled back. */
  nextWrite(changes: Partial<IdempotencyRecord>): RowChange<IdempotencyRecord> {
    const { id } = this;
    const fence = this.fences.at(-1)!;
    const next = this.ids.next();
    this.fences.push(next);
    return { where: { id, fence }, set: { ...changes, fence: next } };
  }

  private async write(manager: EntityManager, changes: Partial<IdempotencyRecord>): Promise<void> {
    if (!(await this.overwrite(manager, changes))) throw inProgress();
  }

  /** The newest fence is tried first: only a rolled back write leaves an older one. */
  private async overwrite(manager: EntityManager, changes: Partial<IdempotencyRecord>): Promise<boolean> {
    const { id } = this;
    const held = this.fences.toReversed();
    const next = this.ids.next();
    this.fences.push(next);
    for (const fence of held) {
      const written = await manager.update(IdempotencyRecord, { id, fence }, { ...changes, fence: next });
      if (affected(written) > 0) return true;
    }
    return false;
  }
}

const byId = (one: RowChange<IdempotencyRecord>, other: RowChange<IdempotencyRecord>): number =>
  one.where.id! < other.where.id! ? -1 : 1;

export const inProgress = (): HttpProblem =>
  new HttpProblem('REQUEST_IN_PROGRESS', { headers: { 'retry-after': '1' } });
