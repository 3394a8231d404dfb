import { Aggregator, Query } from 'mingo';
import { copyOf, hasOperators, textOf, valuesAt, type Doc } from './documents.js';
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
  const unknown = pipeline.map((stage) => Object.keys(stage)[0] ?? '').find((stage) => !STAGES.includes(stage));
  if (unknown !== undefined) throw new Refused(40324, `Unrecognized pipeline stage name: '${unknown}'`);
  const [first, ...rest] = pipeline;
  const byFilter = first?.$match as Doc | undefined;
  const begin = byFilter ? found(collectionOf(name), byFilter) : collectionOf(name).all();
  const stages = byFilter ? rest : pipeline;
  return stages.reduce<Doc[]>(
    (docs, stage) =>
      stage.$lookup ? joined(docs, stage.$lookup as Join, collectionOf) : new Aggregator([stage], {}).run<Doc>(docs),
    begin.map(copyOf),
  );
}

interface Join {
  from: string;
  localField: string;
  foreignField: string;
  as: string;
}

/** By hand, because mingo adds a null for each value of a list that finds nobody. */
function joined(docs: Doc[], join: Join, collectionOf: (name: string) => StoredCollection): Doc[] {
  const { from, localField, foreignField, as, ...others } = join;
  const [other] = Object.keys(others);
  if (other) throw new Refused(9, `the stand-in joins by localField and foreignField only, not by ${other}`);
  const byValue = new Map<string, Doc[]>();
  for (const doc of collectionOf(from).all())
    for (const value of new Set(valuesAt(doc, foreignField).map(textOf)))
      byValue.set(value, [...(byValue.get(value) ?? []), doc]);
  return docs.map((doc) => {
    const values = new Set(valuesAt(doc, localField).map(textOf));
    const fitting = new Set([...values].flatMap((value) => byValue.get(value) ?? []));
    return { ...doc, [as]: [...fitting].map(copyOf) };
  });
}
