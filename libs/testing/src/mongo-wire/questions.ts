import { Aggregator, Query } from 'mingo';
import { copyOf, hasOperators, type Doc } from './documents.js';
import type { StoredCollection } from './collection.js';
import { Refused } from './refused.js';

const STAGES = ['$match', '$sort', '$skip', '$limit', '$lookup', '$addFields', '$project', '$group', '$unwind'];

/** How found documents are ordered and cut, by the names that the find command has for it. */
export interface FindOptions {
  sort?: Record<string, 1 | -1>;
  skip?: number;
  limit?: number;
  projection?: Doc;
}

/** The documents that a filter finds. */
export function found(collection: StoredCollection, filter: Doc, options: FindOptions = {}): Doc[] {
  const { sort, skip, limit, projection } = options;
  const byId = filter._id !== undefined && !hasOperators(filter._id);
  const among = byId ? collection.withId(filter._id) : collection.all();
  let cursor = new Query(filter).find<Doc>(among, projection ?? {});
  if (sort && Object.keys(sort).length > 0) cursor = cursor.sort(sort);
  if (skip) cursor = cursor.skip(skip);
  if (limit) cursor = cursor.limit(Math.abs(limit));
  return cursor.all();
}

/** What a pipeline makes of a collection; stages that the project does not use are refused rather than guessed. */
export function aggregated(name: string, pipeline: Doc[], collectionOf: (name: string) => StoredCollection): Doc[] {
  for (const stage of pipeline) assertKnown(stage);
  const [first, ...rest] = pipeline;
  const begin = first?.$match ? found(collectionOf(name), first.$match as Doc) : collectionOf(name).all();
  const collectionResolver = (from: string) => collectionOf(from).all().map(copyOf);
  return new Aggregator(first?.$match ? rest : pipeline, { collectionResolver }).run<Doc>(begin.map(copyOf));
}

function assertKnown(stage: Doc): void {
  const [name = ''] = Object.keys(stage);
  if (!STAGES.includes(name)) throw new Refused(40324, `Unrecognized pipeline stage name: '${name}'`);
  const { pipeline, let: variables } = (stage.$lookup ?? {}) as Doc;
  if (pipeline !== undefined || variables !== undefined)
    throw new Refused(9, 'the stand-in joins by localField and foreignField only');
}
