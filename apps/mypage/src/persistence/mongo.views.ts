import type { MongoClient } from 'mongodb';
import type { ViewDocument } from '#contracts';
import { isStoreFault, StoreUnavailable } from '#persistence';
import type { Part } from '../domain/part.js';
import {
  Views,
  type ChangeMark,
  type Overview,
  type ResyncOrigin,
  type ViewChange,
  type ViewPlace,
  type ViewsQuery,
} from '../domain/views.js';
import { clearAbandoned } from './mongo/clear-abandoned.js';
import { collectionsOf, keyOf, type ViewCollections } from './mongo/collections.js';
import { withOwnerFinished, withRebuild } from './mongo/generation-plan.js';
import { Generations } from './mongo/generations.js';
import { keep } from './mongo/keep.js';
import { openClient } from './mongo/open-client.js';
import { inStore } from './mongo/outages.js';
import { presentMark, readChanges } from './mongo/read-changes.js';
import { readDocuments } from './mongo/read-documents.js';
import { readOverview } from './mongo/read-overview.js';
import { switchWhenComplete } from './mongo/switch-generations.js';

const ABANDONED_FOR_MS = 60_000;

export interface MongoViewsOptions {
  /** How long an abandoned generation is left to whoever still reads it, in milliseconds (60 000). */
  abandonedForMs?: number;
}

/** The views in a MongoDB: any number of replicas share them. Outages are `StoreUnavailable`. */
export class MongoViews extends Views {
  private constructor(
    private readonly client: MongoClient,
    private readonly ending: AbortController,
    private readonly collections: ViewCollections,
    private readonly generations: Generations,
    private readonly abandonedForMs: number,
  ) {
    super();
  }

  /** Does not wait for the server: the views are there when it is. @throws InvalidSettings for an address that cannot be read */
  static open(url: string, { abandonedForMs = ABANDONED_FOR_MS }: MongoViewsOptions = {}): MongoViews {
    const { client, db } = openClient(url);
    const collections = collectionsOf(db);
    const ending = new AbortController();
    const generations = new Generations(db, collections, () => connect(client, ending.signal));
    return new MongoViews(client, ending, collections, generations, abandonedForMs);
  }

  async keep(part: Part, resync?: ResyncOrigin): Promise<'applied' | 'stale'> {
    return inStore(() => keep(this.collections, this.generations, part, resync));
  }

  async page(
    studentId: string,
    { status, after, limit }: ViewsQuery,
  ): Promise<{ items: ViewDocument[]; next: ViewPlace | null }> {
    const found = await this.reading((generation) =>
      readDocuments(this.collections, [
        { $match: { generation, studentId, ...(status && { status }), ...(after && isAfter(after)) } },
        { $sort: { requestedAt: -1, id: -1 } },
        { $limit: limit + 1 },
      ]),
    );
    const shown = found.slice(0, limit);
    return {
      items: shown.map(({ document }) => document),
      next: found.length > limit ? (shown.at(-1)?.place ?? null) : null,
    };
  }

  async document(studentId: string, registrationId: string): Promise<ViewDocument | null> {
    const [found] = await this.reading((generation) =>
      readDocuments(this.collections, [{ $match: { _id: keyOf(generation, registrationId), studentId } }]),
    );
    return found?.document ?? null;
  }

  async overview(studentId: string): Promise<Overview> {
    return this.reading((generation) => readOverview(this.collections, generation, studentId));
  }

  async mark(): Promise<ChangeMark> {
    return inStore(() => presentMark(this.generations));
  }

  async changedSince(mark: ChangeMark, studentIds: readonly string[]): Promise<ViewChange[]> {
    return inStore(() => readChanges(this.collections, this.generations, mark, studentIds));
  }

  async startRebuild(requestId: string, sources: readonly string[]): Promise<void> {
    await inStore(async () => {
      const now = await this.generations.now();
      await this.generations.change((plan) => withRebuild(plan, requestId, sources, now));
    });
  }

  async ownerFinished(requestId: string, source: string, emitted: number): Promise<void> {
    await inStore(() => this.generations.change((plan) => withOwnerFinished(plan, requestId, source, emitted)));
  }

  async switchWhenComplete(): Promise<boolean> {
    return inStore(() => switchWhenComplete(this.collections, this.generations));
  }

  async clearAbandoned(limit: number): Promise<number> {
    return inStore(() => clearAbandoned(this.collections, this.generations, limit, this.abandonedForMs));
  }

  isOutage(error: unknown): boolean {
    return isStoreFault(error);
  }

  /** Asks for something of ours, which shows that the user is let in as well. */
  async ping(): Promise<void> {
    await inStore(() => this.generations.plan());
  }

  async close(): Promise<void> {
    this.ending.abort();
    await this.client.close();
  }

  private async reading<T>(read: (generation: number) => Promise<T>): Promise<T> {
    return inStore(async () => {
      const { active } = await this.generations.plan();
      return read(active);
    });
  }
}

/** A closed client would come to life again, and keep the process from ending. */
async function connect(client: MongoClient, ending: AbortSignal): Promise<void> {
  if (ending.aborted) throw new StoreUnavailable('the views are closed');
  await client.connect();
  // Closed in the meantime: what has just been connected must not stay.
  if (ending.aborted) await client.close();
}

/** What comes behind a place, newest registration first. */
const isAfter = ({ requestedAt, id }: ViewPlace) => ({
  $or: [{ requestedAt: { $lt: requestedAt } }, { requestedAt, id: { $lt: id } }],
});
