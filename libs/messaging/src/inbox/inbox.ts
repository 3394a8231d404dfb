import { AsyncLocalStorage } from 'node:async_hooks';
import { affected, Batcher, isDuplicateKey, type Database } from '#persistence';
import type { Clock } from '#platform';
import { In, LessThan, type EntityManager } from 'typeorm';
import { InboxEntry } from '../entities.js';

export type Applied = 'applied' | 'duplicate';

interface Message {
  id: string;
  /** Messages about one subject take effect one after the other. */
  subject: string;
  effect: () => Promise<void>;
  inContext: <Result>(run: () => Result) => Result;
}

class AlreadyConsumed extends Error {}

/** Applies each message once: its row is stored in the transaction of its effect. Messages that arrive together share it. */
export class Inbox {
  private readonly messages: Batcher<Message, Applied>;
  private readonly turns = new Turns();

  constructor(
    private readonly database: Database,
    private readonly consumer: string,
    private readonly clock: Clock,
  ) {
    this.messages = new Batcher((messages) => this.applyAll(messages), { size: 32 });
  }

  once(id: string, subject: string, effect: () => Promise<void>): Promise<Applied> {
    return this.messages.add({ id, subject, effect, inContext: AsyncLocalStorage.snapshot() });
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

  private async applyAll(messages: Message[]): Promise<Applied[]> {
    const [first] = messages;
    if (first && messages.length === 1)
      return [await this.turns.after(first.subject, () => first.inContext(() => this.applyOne(first)))];
    return this.database.shared(async ({ manager }, join) => {
      const consumed = await this.insertMissing(manager, messages);
      const turns = new Turns();
      const applyOnce = async ({ id, effect, inContext }: Message): Promise<Applied> => {
        if (consumed.has(id)) return 'duplicate';
        consumed.add(id);
        await inContext(() => join(effect));
        return 'applied';
      };
      return Promise.all(messages.map((message) => turns.after(message.subject, () => applyOnce(message))));
    });
  }

  private async applyOne({ id, effect }: Message): Promise<Applied> {
    try {
      await this.database.transaction(async ({ manager }) => {
        // Inserted first, so that concurrent deliveries of one event wait here instead of in the middle of the effect.
        await this.insert(manager, [id]);
        await effect();
      }, 'as-one');
      return 'applied';
    } catch (error) {
      if (error instanceof AlreadyConsumed) return 'duplicate';
      throw error;
    }
  }

  /** @returns the ids that already had a row @throws AlreadyConsumed if another replica inserts one of them concurrently */
  private async insertMissing(manager: EntityManager, messages: Message[]): Promise<Set<string>> {
    const ids = [...new Set(messages.map(({ id }) => id))].sort();
    try {
      await this.insert(manager, ids);
      return new Set();
    } catch (error) {
      if (!(error instanceof AlreadyConsumed)) throw error;
    }
    const stored = await manager.findBy(InboxEntry, { consumer: this.consumer, eventId: In(ids) });
    const consumed = new Set(stored.map(({ eventId }) => eventId));
    const missing = ids.filter((id) => !consumed.has(id));
    if (missing.length > 0) await this.insert(manager, missing);
    return consumed;
  }

  private async insert(manager: EntityManager, ids: string[]): Promise<void> {
    const consumedAt = this.clock.now();
    const entries = ids.map((eventId) => ({ consumer: this.consumer, eventId, consumedAt }));
    try {
      await manager.insert(InboxEntry, entries);
    } catch (error) {
      throw isDuplicateKey(error) ? new AlreadyConsumed() : error;
    }
  }
}

class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  async after<T>(subject: string, run: () => Promise<T>): Promise<T> {
    const before = this.last.get(subject);
    const turn = before ? before.then(run, run) : run();
    this.last.set(subject, turn);
    try {
      return await turn;
    } finally {
      if (this.last.get(subject) === turn) this.last.delete(subject);
    }
  }
}
