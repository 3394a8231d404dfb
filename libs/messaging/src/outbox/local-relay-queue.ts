import { storeMillis, type Database } from '#persistence';
import type { OutboxEntry } from '../entities.js';
import { LEASE_MS } from './outbox-rows.js';

/** Entries beyond this wait in the store only, which bounds the memory of the process. */
const MAX_ENTRIES = 500;

interface QueuedEntry {
  entry: OutboxEntry;
  /** By the monotonic clock of the process, in milliseconds. */
  claimedAt: number;
}

/** Passes just committed entries to the relay without a query; a lost one is claimed from the store when its lease expires. */
export class LocalRelayQueue {
  private queued: QueuedEntry[] = [];
  private notify: () => void = () => undefined;

  /** @param owner name of the claim; a later claim of the same row has another name, which makes late marks ineffective */
  constructor(
    readonly owner: string,
    private readonly leaseMs = LEASE_MS,
  ) {}

  onAdded(notify: () => void): void {
    this.notify = notify;
  }

  hasRoomFor(entries: number): boolean {
    return this.queued.length + entries <= MAX_ENTRIES;
  }

  claimOf(dialect: Database['dialect']): { leaseOwner: string; leaseUntil: () => string } {
    return { leaseOwner: this.owner, leaseUntil: () => storeMillis(dialect, this.leaseMs) };
  }

  add(entries: OutboxEntry[], claimedAt: number): void {
    this.queued.push(...entries.map((entry) => ({ entry, claimedAt })));
    this.notify();
  }

  /** Removes up to `limit` entries whose lease lasts at least `enoughMs` more; the others are left to a later claim. */
  take(limit: number, enoughMs: number): OutboxEntry[] {
    const oldest = performance.now() - (this.leaseMs - enoughMs);
    this.queued = this.queued.filter(({ claimedAt }) => claimedAt > oldest);
    return this.queued.splice(0, limit).map(({ entry }) => entry);
  }
}
