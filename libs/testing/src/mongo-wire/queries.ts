import { Aggregator, Query } from 'mingo';
import type { StoredCollection } from './collection.js';
import { CommandError } from './command-error.js';
import { copyOf, type Doc, hasOperators, textOf, valuesAt } from './documents.js';

const STAGES = ['$match', '$sort', '$skip', '$limit', '$lookup', '$addFields', '$project', '$group', '$unwind'];

export interface FindOptions {
  sort?: Record<string, 1 | -1>;
  skip?: number;
  limit?: number;
  projection?: Doc;
}

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

/** The result of a pipeline. Stages that the project does not use are rejected. */
export function aggregated(name: string, pipeline: Doc[], collectionOf: (name: string) => StoredCollection): Doc[] {
  const unknown = pipeline.map((stage) => Object.keys(stage)[0] ?? '').find((stage) => !STAGES.includes(stage));
  if (unknown !== undefined) throw new CommandError(40324, `Unrecognized pipeline stage name: '${unknown}'`);
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

/** Implemented without mingo, which adds a null for each list value without a match. */
function joined(docs: Doc[], join: Join, collectionOf: (name: string) => StoredCollection): Doc[] {
  const { from, localField, foreignField, as, ...others } = join;
  const [other] = Object.keys(others);
  if (other) throw new CommandError(9, `the stand-in joins by localField and foreignField only, not by ${other}`);
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
