import { StoreUnavailable } from '#persistence';
import type { Part } from '../../domain/part.js';
import type { ResyncOrigin } from '../../domain/views.js';
import { keyOf, type ViewCollections } from './collections.js';
import { generationsFor } from './generation-plan.js';
import type { Generations } from './generations.js';
import { keepPart } from './keep-part.js';
import { ofMajority } from './majority.js';
import { isDuplicate } from './outages.js';

/**
 * Keeps a part wherever it belongs. A generation may open while it is being written: the plan is read again afterwards,
 * until it names no generation that has not got the part. Whatever opens later asks the owners after that.
 */
export async function keep(
  collections: ViewCollections,
  generations: Generations,
  part: Part,
  resync?: ResyncOrigin,
): Promise<'applied' | 'stale'> {
  const written = new Set<number>();
  let applied = false;
  let plan = await generations.recentPlan();
  for (;;) {
    const missing = generationsFor(plan, resync?.requestId).filter((generation) => !written.has(generation));
    if (missing.length === 0 && written.size > 0) return applied ? 'applied' : 'stale';
    for (const generation of missing) {
      applied = (await keepPart(collections, generation, part)) || applied;
      if (resync && plan.building?.generation === generation && plan.building.requestId === resync.requestId)
        await countEvent(collections, generation, resync);
      written.add(generation);
    }
    plan = await generations.plan();
  }
}

/** Counts a re-emitted event towards its owner's figure: once, however often it is delivered. */
async function countEvent(
  { events }: ViewCollections,
  generation: number,
  { eventId, source }: ResyncOrigin,
): Promise<void> {
  try {
    await events.insertOne({ _id: keyOf(generation, eventId), generation, source });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    if (await ofMajority(events, keyOf(generation, eventId))) return;
    throw new StoreUnavailable('an event of a rebuild is counted, but no majority knows it yet');
  }
}
