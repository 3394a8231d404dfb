import { affected, isDuplicateKey, type Database } from '#persistence';
import type { Clock } from '#platform';
import { LessThan } from 'typeorm';
import { InboxEntry } from './inbox-entry.js';

/** The event's effect is in this store already. */
export class AlreadyConsumed extends Error {}

/** Lets each event have its effect once per consumer: its row and the effect commit together. */
export class Inbox {
  constructor(
    private readonly database: Database,
    private readonly consumer: string,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `effect` in one transaction with the row that remembers the event.
   * @throws AlreadyConsumed when the row is there: the effect has happened
   */
  async once(eventId: string, effect: () => Promise<void>): Promise<void> {
    await this.database.transaction(async ({ manager }) => {
      try {
        // First of all: two deliveries at once wait here for each other, not in the middle of the effect.
        await manager.insert(InboxEntry, { consumer: this.consumer, eventId, consumedAt: this.clock.now() });
      } catch (error) {
        throw isDuplicateKey(error) ? new AlreadyConsumed() : error;
      }
      await effect();
    });
  }

  /** Deletes what was consumed before `before`; answers how many rows that were. */
  async deleteConsumed(before: Date): Promise<number> {
    return affected(await this.database.reader.delete(InboxEntry, { consumedAt: LessThan(before) }));
  }
}
