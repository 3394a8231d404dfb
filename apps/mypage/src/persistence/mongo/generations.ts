import type { Collection, Db } from 'mongodb';
import { isDuplicate } from './client.js';
import { createIndexes, type PlanDocument, type ViewCollections } from './collections.js';
import {
  firstPlan,
  switchedTo,
  withoutAbandoned,
  type BuildingGeneration,
  type GenerationPlan,
} from './generation-plan.js';

const PLAN = 'views';
const ATTEMPTS = 20;

/** How long a plan is cached for writes; far shorter than the retention of abandoned generations. */
const CACHED_MS = 5_000;

export class Generations {
  private prepared?: Promise<void>;
  private cached?: { plan: PlanDocument; at: number };

  /** @param connect must succeed before the first operation: the driver does not retry a failed first connection */
  constructor(
    private readonly db: Db,
    private readonly collections: ViewCollections,
    private readonly connect: () => Promise<unknown>,
  ) {}

  async plan(): Promise<PlanDocument> {
    await this.prepare();
    const plan = await this.collections.plan.findOne({ _id: PLAN });
    if (!plan) return this.recreate();
    this.cached = { plan, at: performance.now() };
    return plan;
  }

  /** A cached plan: only valid for a write if `plan` is read afterwards. */
  async recentPlan(): Promise<GenerationPlan> {
    if (this.cached && performance.now() - this.cached.at < CACHED_MS) return this.cached.plan;
    return this.plan();
  }

  async change(decide: (plan: GenerationPlan) => GenerationPlan): Promise<boolean> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const { _id, revision, ...plan } = await this.plan();
      const next = decide(plan);
      if (next === plan) return false;
      const replaced = await this.collections.plan.replaceOne({ _id, revision }, { ...next, revision: revision + 1 });
      if (replaced.matchedCount === 1) return true;
    }
    throw new Error('the generations of the views could not be changed because of concurrent changes');
  }

  async now(): Promise<Date> {
    await this.prepare();
    const { localTime } = await this.db.command({ hello: 1 });
    return localTime as Date;
  }

  /** Connects, and creates indexes and the first plan, unless that has succeeded. */
  async prepare(): Promise<void> {
    this.prepared ??= this.create();
    try {
      await this.prepared;
    } catch (error) {
      this.prepared = undefined;
      throw error;
    }
  }

  private async create(): Promise<void> {
    await this.connect();
    await createIndexes(this.collections);
    try {
      const first = { ...firstPlan, revision: 1 };
      await this.collections.plan.updateOne({ _id: PLAN }, { $setOnInsert: first }, { upsert: true });
    } catch (error) {
      if (!isDuplicate(error)) throw error; // Another replica was first.
    }
  }

  /** The database was dropped: continues with an empty one, which a rebuild can fill. */
  private async recreate(): Promise<PlanDocument> {
    this.prepared = undefined;
    await this.prepare();
    const plan = await this.collections.plan.findOne({ _id: PLAN });
    if (!plan) throw new Error('the generations of the views cannot be read after they were created');
    return plan;
  }
}

export async function switchWhenComplete(collections: ViewCollections, generations: Generations): Promise<boolean> {
  const { building } = await generations.plan();
  if (!building || !(await isComplete(collections, building))) return false;
  const now = await generations.now();
  return generations.change((plan) => switchedTo(plan, building.generation, now));
}

async function isComplete({ events }: ViewCollections, { generation, owners }: BuildingGeneration): Promise<boolean> {
  if (owners.some(({ emitted }) => emitted === null)) return false;
  for (const { source, emitted } of owners) {
    const total = emitted ?? 0;
    if (total > 0 && (await events.countDocuments({ generation, source }, { limit: total })) < total) return false;
  }
  return true;
}

/** The delay protects running reads, and writers with a cached plan. */
export async function clearAbandoned(
  collections: ViewCollections,
  generations: Generations,
  limit: number,
  afterMs: number,
): Promise<number> {
  const { abandoned } = await generations.plan();
  if (abandoned.length === 0) return 0;
  const now = await generations.now();
  const due = abandoned.find(({ since }) => now.getTime() - since.getTime() >= afterMs);
  if (!due) return 0;
  for (const collection of [...Object.values(collections.parts), collections.events]) {
    const deleted = await deleteSome(collection as unknown as Collection<{ _id: string }>, due.generation, limit);
    if (deleted > 0) return deleted;
  }
  await generations.change((plan) => withoutAbandoned(plan, due.generation));
  return clearAbandoned(collections, generations, limit, afterMs);
}

async function deleteSome(collection: Collection<{ _id: string }>, generation: number, limit: number): Promise<number> {
  const some = await collection.find({ generation } as object, { projection: { _id: 1 }, limit }).toArray();
  if (some.length === 0) return 0;
  const { deletedCount } = await collection.deleteMany({ _id: { $in: some.map(({ _id }) => _id) } });
  return deletedCount;
}
