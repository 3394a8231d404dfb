import type { MongoClient } from 'mongodb';
import { isStoreFault, StoreUnavailable, type ConnectionUse } from '#persistence';
import type { Part } from '../domain/part.js';
import type { TimelessDocument } from '../domain/view-document.js';
import {
  Views,
  type ChangedRegistrations,
  type CancellationCounts,
  type ChangeMark,
  type Overview,
  type ResyncOrigin,
  type ViewChange,
  type ViewPosition,
  type ViewsQuery,
} from '../ports/views.js';
import { markOf } from './change-marks.js';
import { countConnections, inStore, openClient } from './mongo/client.js';
import { collectionsOf, keyOf, type ViewCollections } from './mongo/collections.js';
import { withOwnerFinished, withRebuild } from './mongo/generation-plan.js';
import { clearAbandoned, Generations, switchWhenComplete } from './mongo/generations.js';
import { savePart } from './mongo/parts.js';
import { readCancellation } from './mongo/read-cancellation.js';
import { currentMoment, readByIds, readChanges } from './mongo/read-changes.js';
import { readDocuments, readOverview } from './mongo/read-documents.js';
import { MongoStreamTickets } from './mongo/stream-tickets.js';

const ABANDONED_FOR_MS = 60_000;

export interface MongoViewsOptions {
  abandonedForMs?: number;
}

export class MongoViews extends Views {
  readonly tickets: MongoStreamTickets;

  private constructor(
    private readonly client: MongoClient,
    private readonly used: () => ConnectionUse,
    private readonly closing: AbortController,
    private readonly collections: ViewCollections,
    private readonly generations: Generations,
    private readonly abandonedForMs: number,
  ) {
    super();
    this.tickets = new MongoStreamTickets(collections, generations);
  }

  /** Does not wait for the server. @throws InvalidSettings for an invalid address */
  static open(url: string, { abandonedForMs = ABANDONED_FOR_MS }: MongoViewsOptions = {}): MongoViews {
    const { client, db } = openClient(url);
    const collections = collectionsOf(db);
    const closing = new AbortController();
    const generations = new Generations(db, collections, () => connect(client, closing.signal));
    return new MongoViews(client, countConnections(client), closing, collections, generations, abandonedForMs);
  }

  get connectionUse(): ConnectionUse {
    return this.used();
  }

  async save(part: Part, resync?: ResyncOrigin): Promise<'applied' | 'stale'> {
    return inStore(() => savePart(this.collections, this.generations, part, resync));
  }

  async page(
    studentId: string,
    { status, after, limit }: ViewsQuery,
  ): Promise<{ items: TimelessDocument[]; next: ViewPosition | null }> {
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
      next: found.length > limit ? (shown.at(-1)?.position ?? null) : null,
    };
  }

  async document(studentId: string, registrationId: string): Promise<TimelessDocument | null> {
    const [found] = await this.reading((generation) =>
      readDocuments(this.collections, [{ $match: { _id: keyOf(generation, registrationId), studentId } }]),
    );
    return found?.document ?? null;
  }

  async overview(studentId: string, now: string): Promise<Overview> {
    return this.reading((generation) => readOverview(this.collections, { generation, studentId }, now));
  }

  async cancellation(lectureId: string): Promise<CancellationCounts | null> {
    return this.reading((generation) => readCancellation(this.collections, keyOf(generation, lectureId)));
  }

  async mark(): Promise<ChangeMark> {
    return inStore(async () => markOf(await currentMoment(this.generations)));
  }

  async changedSince(mark: ChangeMark, studentIds: readonly string[]): Promise<ChangedRegistrations> {
    return inStore(() => readChanges(this.collections, this.generations, mark, studentIds));
  }

  async documents(registrationIds: readonly string[]): Promise<ViewChange[]> {
    return this.reading((generation) => readByIds(this.collections, generation, registrationIds));
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

  isFault(error: unknown): boolean {
    return isStoreFault(error);
  }

  /** Reads a collection, so that missing permissions are detected as well. */
  async ping(): Promise<void> {
    await inStore(() => this.generations.plan());
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.client.close();
  }

  private async reading<T>(read: (generation: number) => Promise<T>): Promise<T> {
    return inStore(async () => {
      const { active } = await this.generations.plan();
      return read(active);
    });
  }
}

/** A closed client would reconnect, and keep the process from exiting. */
async function connect(client: MongoClient, closing: AbortSignal): Promise<void> {
  if (closing.aborted) throw new StoreUnavailable('the views are closed');
  await client.connect();
  // It may have been closed while it was connecting.
  if (closing.aborted) await client.close();
}

const isAfter = ({ requestedAt, id }: ViewPosition) => ({
  $or: [{ requestedAt: { $lt: requestedAt } }, { requestedAt, id: { $lt: id } }],
});
