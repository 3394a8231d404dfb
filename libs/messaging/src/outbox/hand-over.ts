import type { Database } from '#persistence';
import type { OutboxEntry } from './outbox-entry.js';
import { LEASE_MS, STORE_NOW } from './outbox-rows.js';

/** More waits in the store alone: the memory of the process is not a second outbox. */
const ROOM = 500;

interface Handed {
  entry: OutboxEntry;
  /** When its lease began, by the process's own clock that never jumps, in milliseconds. */
  claimedAt: number;
}

/**
 * What this process has just committed, claimed in the same insert, on its way to the relay of the same process: no query has
 * to find it. What is lost on the way, with the process or for want of time, is claimed from the store when its lease is over.
 */
export class HandOver {
  private handed: Handed[] = [];
  private wake: () => void = () => undefined;

  /** @param owner name of this claim: whoever claims a row later has another one, and marks under this one come too late */
  constructor(
    readonly owner: string,
    private readonly leaseMs = LEASE_MS,
  ) {}

  /** Calls `wake` whenever something has been handed over. */
  onHanded(wake: () => void): void {
    this.wake = wake;
  }

  hasRoomFor(entries: number): boolean {
    return this.handed.length + entries <= ROOM;
  }

  /** The columns of a claim, for the insert. */
  claimOf(dialect: Database['dialect']): { leaseOwner: string; leaseUntil: () => string } {
    return { leaseOwner: this.owner, leaseUntil: () => `${STORE_NOW[dialect]} + ${this.leaseMs}` };
  }

  take(entries: OutboxEntry[], claimedAt: number): void {
    this.handed.push(...entries.map((entry) => ({ entry, claimedAt })));
    this.wake();
  }

  /** Up to `limit` entries whose lease lasts for `enoughMs` more; those with less are left to whoever claims them next. */
  give(limit: number, enoughMs: number): OutboxEntry[] {
    const oldest = performance.now() - (this.leaseMs - enoughMs);
    this.handed = this.handed.filter(({ claimedAt }) => claimedAt > oldest);
    return this.handed.splice(0, limit).map(({ entry }) => entry);
  }
}
