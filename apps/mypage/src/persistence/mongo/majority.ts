import type { Collection, Filter } from 'mongodb';

/** The document of a key as a majority has it: what no change of the primary can undo. */
export const ofMajority = async <Kept extends { _id: string }>(collection: Collection<Kept>, key: string) =>
  collection.findOne({ _id: key } as Filter<Kept>, { readConcern: { level: 'majority' } });
