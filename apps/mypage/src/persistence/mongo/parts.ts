import type { Collection, UpdateFilter } from 'mongodb';
import { StoreUnavailable } from '#persistence';
import type { Part } from '../../domain/part.js';
import { firstSessionAt } from '../../domain/view-document.js';
import type { ResyncOrigin } from '../../ports/views.js';
import { isDuplicate, readFromMajority } from './client.js';
import { keyOf, type PartDocument, type ViewCollections } from './collections.js';
import { generationsFor } from './generation-plan.js';
import type { Generations } from './generations.js';

/** Retries of an upsert that collided with a concurrent insert of the same key. */
const ATTEMPTS = 5;

/** A generation may open meanwhile: the plan is read again until none is missing. Later ones get the part by their resync. */
export async function savePart(
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
      applied = (await upsert(collections, generation, part)) || applied;
      if (resync && plan.building?.generation === generation && plan.building.requestId === resync.requestId)
        await countEvent(collections, generation, resync);
      written.add(generation);
    }
    plan = await generations.plan();
  }
}

/** @throws StoreUnavailable while a newer part could still be lost by a failover */
async function upsert({ parts }: ViewCollections, generation: number, part: Part): Promise<boolean> {
  const collection = parts[part.kind] as unknown as Collection<PartDocument>;
  const key = keyOf(generation, part.id);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      await collection.updateOne({ _id: key, sequence: { $lt: part.sequence } }, replacementBy(part, generation), {
        upsert: true,
        ignoreUndefined: true,
      });
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const stored = await readFromMajority(collection, key);
      if (stored && stored.sequence >= part.sequence) return false;
    }
  }
  throw new StoreUnavailable('a newer state of a part is not yet stored by a majority of the replica set');
}

// The driver's types do not allow $currentDate beside an index signature.
const replacementBy = (part: Part, generation: number) =>
  ({
    $set: { id: part.id, generation, sequence: part.sequence, state: part.state, ...indexColumnsOf(part, generation) },
    $currentDate: { changedAt: true },
  }) as object as UpdateFilter<PartDocument>;

function indexColumnsOf(part: Part, generation: number): Record<string, string | number> {
  switch (part.kind) {
    case 'registration': {
      const { studentId, lectureId, status, requestedAt } = part.state;
      return { studentId, lectureKey: keyOf(generation, lectureId), status, requestedAt };
    }
    case 'payment': {
      const { registrationId, status, amount, refunded } = part.state;
      const retained = amount.amount - (refunded?.amount ?? 0);
      return { registrationKey: keyOf(generation, registrationId), status, amount: retained };
    }
    case 'lecture': {
      const { instructor, status } = part.state;
      return {
        instructorKey: keyOf(generation, instructor.id),
        status,
        firstSessionAt: firstSessionAt(part.state),
      };
    }
    case 'account':
      return {};
  }
}

async function countEvent(
  { events }: ViewCollections,
  generation: number,
  { eventId, source }: ResyncOrigin,
): Promise<void> {
  try {
    await events.insertOne({ _id: keyOf(generation, eventId), generation, source });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    if (await readFromMajority(events, keyOf(generation, eventId))) return;
    throw new StoreUnavailable('the count of an event is not yet stored by a majority of the replica set');
  }
}
