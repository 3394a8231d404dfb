import type { ViewCollections } from './collections.js';
import { switchedTo, type BuildingGeneration } from './generation-plan.js';
import type { Generations } from './generations.js';

/** Makes the growing generation the one that is read, if nothing is missing in it. */
export async function switchWhenComplete(collections: ViewCollections, generations: Generations): Promise<boolean> {
  const { building } = await generations.plan();
  if (!building || !(await isComplete(collections, building))) return false;
  const now = await generations.now();
  return generations.change((plan) => switchedTo(plan, building.generation, now));
}

/** Events are counted only once every owner has told its figure: before that there is nothing to compare them with. */
async function isComplete({ events }: ViewCollections, { generation, owners }: BuildingGeneration): Promise<boolean> {
  if (owners.some(({ emitted }) => emitted === null)) return false;
  for (const { source, emitted } of owners) {
    const wanted = emitted ?? 0;
    if (wanted > 0 && (await events.countDocuments({ generation, source }, { limit: wanted })) < wanted) return false;
  }
  return true;
}
