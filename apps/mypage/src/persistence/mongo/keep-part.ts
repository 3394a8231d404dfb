import type { Collection, UpdateFilter } from 'mongodb';
import { StoreUnavailable } from '#persistence';
import type { Part } from '../../domain/part.js';
import { keyOf, type PartDocument, type ViewCollections } from './collections.js';
import { ofMajority } from './majority.js';
import { isDuplicate } from './outages.js';
import { columnsOf } from './part-columns.js';

/** The first may meet another first insert; what stands there afterwards is either older, and found, or not. */
const ATTEMPTS = 5;

/**
 * Keeps a part in one generation unless the same or a higher sequence is there; answers whether it was kept.
 * One statement finds an older one and replaces it, or inserts; where a newer one stands, the insert meets its key.
 * @throws StoreUnavailable while the newer one could still be lost with its primary: only what a majority has is there
 */
export async function keepPart({ parts }: ViewCollections, generation: number, part: Part): Promise<boolean> {
  const collection = parts[part.kind] as unknown as Collection<PartDocument>;
  const key = keyOf(generation, part.id);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      await collection.updateOne({ _id: key, sequence: { $lt: part.sequence } }, replacedBy(part, generation), {
        upsert: true,
        ignoreUndefined: true,
      });
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const there = await ofMajority(collection, key);
      if (there && there.sequence >= part.sequence) return false;
    }
  }
  throw new StoreUnavailable('a newer state of a part is there, but no majority has it yet');
}

// The driver's types forbid $currentDate beside columns that they do not know.
const replacedBy = (part: Part, generation: number) =>
  ({
    $set: { id: part.id, generation, sequence: part.sequence, state: part.state, ...columnsOf(part, generation) },
    $currentDate: { changedAt: true },
  }) as object as UpdateFilter<PartDocument>;
