import type { Db } from 'mongodb';
import { createIndexes, type PlanDocument, type ViewCollections } from './collections.js';
import { firstPlan, type GenerationPlan } from './generation-plan.js';
import { isDuplicate } from './outages.js';

const PLAN = 'views';
const ATTEMPTS = 20;

/** After that time a plan is read anew before anything is written by it; far less than what is abandoned is kept. */
const TRUSTED_MS = 5_000;

/** The plan of the generations, in the store: changed only by whoever has seen its latest revision. */
export class Generations {
  private prepared?: Promise<void>;
  private seen?: { plan: PlanDocument; at: number };

  /** @param connect must succeed once before anything else is asked: a driver whose first try failed never tries again */
  constructor(
    private readonly db: Db,
    private readonly collections: ViewCollections,
    private readonly connect: () => Promise<unknown>,
  ) {}

  /** As it is in the store now. */
  async plan(): Promise<PlanDocument> {
    await this.prepare();
    const plan = await this.collections.plan.findOne({ _id: PLAN });
    if (!plan) return this.afterItWasDropped();
    this.seen = { plan, at: performance.now() };
    return plan;
  }

  /** As it was a moment ago: good enough to begin with, if the present one is read afterwards. */
  async recentPlan(): Promise<GenerationPlan> {
    if (this.seen && performance.now() - this.seen.at < TRUSTED_MS) return this.seen.plan;
    return this.plan();
  }

  /** Puts in place what `decide` makes of the plan; answers whether that was anything new. */
  async change(decide: (plan: GenerationPlan) => GenerationPlan): Promise<boolean> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const { _id, revision, ...plan } = await this.plan();
      const next = decide(plan);
      if (next === plan) return false;
      const replaced = await this.collections.plan.replaceOne({ _id, revision }, { ...next, revision: revision + 1 });
      if (replaced.matchedCount === 1) return true;
    }
    throw new Error('others keep changing the generations of the views');
  }

  /** The clock of the store, which every replica shares. */
  async now(): Promise<Date> {
    await this.prepare();
    const { localTime } = await this.db.command({ hello: 1 });
    return localTime as Date;
  }

  /** Indexes and the first plan, made once per process, whenever the store first answers. */
  private async prepare(): Promise<void> {
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

  /** Somebody has dropped the database: it begins again, empty, and a rebuild fills it. */
  private async afterItWasDropped(): Promise<PlanDocument> {
    this.prepared = undefined;
    await this.prepare();
    const plan = await this.collections.plan.findOne({ _id: PLAN });
    if (!plan) throw new Error('the generations of the views cannot be read after they were created');
    return plan;
  }
}
