import { StreamTickets, type StoredTicket } from '../../ports/stream-tickets.js';
import { inStore } from './client.js';
import type { ViewCollections } from './collections.js';
import type { Generations } from './generations.js';

export class MongoStreamTickets extends StreamTickets {
  constructor(
    private readonly collections: ViewCollections,
    private readonly generations: Generations,
  ) {
    super();
  }

  async add({ digest, ...ticket }: StoredTicket): Promise<void> {
    await this.using(({ tickets }) => tickets.insertOne({ _id: digest, ...ticket }));
  }

  /** Only one of several concurrent deletions counts the document. */
  async take(digest: string): Promise<StoredTicket | undefined> {
    return this.using(async ({ tickets }) => {
      const found = await tickets.findOne({ _id: digest });
      if (!found) return undefined;
      const { deletedCount } = await tickets.deleteOne({ _id: digest });
      const { studentId, expiresAt, streamUntil } = found;
      return deletedCount === 1 ? { digest, studentId, expiresAt, streamUntil } : undefined;
    });
  }

  async deleteExpired(now: Date, limit: number): Promise<number> {
    return this.using(async ({ tickets }) => {
      const expired = await tickets.find({ expiresAt: { $lte: now } }, { projection: { _id: 1 }, limit }).toArray();
      if (expired.length === 0) return 0;
      const { deletedCount } = await tickets.deleteMany({ _id: { $in: expired.map(({ _id }) => _id) } });
      return deletedCount;
    });
  }

  private using<T>(work: (collections: ViewCollections) => Promise<T>): Promise<T> {
    return inStore(async () => {
      await this.generations.prepare();
      return work(this.collections);
    });
  }
}
