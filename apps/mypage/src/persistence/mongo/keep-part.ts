import type { Collection, UpdateFilter } from 'mongodb';
import type { Part } from '../../domain/part.js';
import { keyOf, type PartDocument, type ViewCollections } from './collections.js';
import { isDuplicate } from './outages.js';
import { columnsOf } from './part-columns.js';

/** As many others may insert the same part at the same moment; each of them has made it newer. */
const ATTEMPTS = 20;

/**
 * Keeps a part in one generation unless the same or a higher sequence is there; answers whether it was kept.
 * One statement finds an older one and replaces it, or inserts; where a newer one stands, the insert meets its key.
 */
export async function keepPart({ parts }: ViewCollections, generation: number, part: Part): Promise<boolean> {
  const collection = parts[part.kind] as unknown as Collection<PartDocument>;
  const key = keyOf(generation, part.id);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await collection.updateOne({ _id: key, sequence: { $lt: part.sequence } }, replacedBy(part, generation), {
        upsert: true,
        ignoreUndefined: true,
      });
      return true;
    } catch (error) {
      if (!isDuplicate(error) || attempt === ATTEMPTS) throw error;
      // Two first inserts may have met, the older one ahead: only what is there tells.
      const there = await collection.findOne({ _id: key }, { projection: { sequence: 1 } });
      if (there && there.sequence >= part.sequence) return false;
    }
  }
}

// The driver's types forbid $currentDate beside columns that they do not know.
const replacedBy = (part: Part, generation: number) =>
  ({
    $set: { id: part.id, generation, sequence: part.sequence, state: part.state, ...columnsOf(part, generation) },
    $currentDate: { changedAt: true },
  }) as object as UpdateFilter<PartDocument>;
