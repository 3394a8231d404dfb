import { affected, isDuplicateKey, type Database } from '#persistence';
import type { Clock } from '#platform';
import { In, LessThan, type EntityManager } from 'typeorm';
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
      // First of all: two deliveries at once wait here for each other, not in the middle of the effect.
      await this.insert(eventId, manager);
      await effect();
    }, 'as-one');
  }

  /** Writes the row of an event whose effect is in the store already. @throws AlreadyConsumed when the row is there */
  async remember(eventId: string): Promise<void> {
    await this.database.statement((manager) => this.insert(eventId, manager));
  }

  /** Deletes up to `limit` rows of what was consumed before `before`, oldest first; answers how many that were. */
  async deleteConsumed(before: Date, limit: number): Promise<number> {
    const { reader } = this.database;
    const old = await reader.find(InboxEntry, {
      select: { eventId: true },
      where: { consumer: this.consumer, consumedAt: LessThan(before) },
      order: { consumedAt: 'ASC' },
      take: limit,
    });
    if (old.length === 0) return 0;
    const eventIds = old.map(({ eventId }) => eventId);
    return affected(await reader.delete(InboxEntry, { consumer: this.consumer, eventId: In(eventIds) }));
  }

  private async insert(eventId: string, manager: EntityManager): Promise<void> {
    try {
      await manager.insert(InboxEntry, { consumer: this.consumer, eventId, consumedAt: this.clock.now() });
    } catch (error) {
      throw isDuplicateKey(error) ? new AlreadyConsumed() : error;
    }
  }
}
