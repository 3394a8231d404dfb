import type { Collection } from 'mongodb';
import type { ViewCollections } from './collections.js';
import { withoutAbandoned } from './generation-plan.js';
import type { Generations } from './generations.js';

/**
 * Deletes at most `limit` documents of a generation that was abandoned at least `afterMs` milliseconds ago; answers how many.
 * It waits that long because a reader may be in the middle of it, and a writer may not have heard of the switch.
 */
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
