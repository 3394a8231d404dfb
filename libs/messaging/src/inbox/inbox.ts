import { affected, isDuplicateKey, type Database } from '#persistence';
import type { Clock } from '#platform';
import { In, LessThan, type EntityManager } from 'typeorm';
import { InboxEntry } from '../entities.js';

export class AlreadyConsumed extends Error {}

export class Inbox {
  constructor(
    private readonly database: Database,
    private readonly consumer: string,
    private readonly clock: Clock,
  ) {}

  /** Runs `effect` in one transaction with the row of the event. @throws AlreadyConsumed when the row exists */
  async once(eventId: string, effect: () => Promise<void>): Promise<void> {
    await this.database.transaction(async ({ manager }) => {
      // Inserted first, so that concurrent deliveries of one event wait here and not in the middle of the effect.
      await this.insert(eventId, manager);
      await effect();
    }, 'as-one');
  }

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
