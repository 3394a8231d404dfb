import { BSON } from 'mongodb';
import { copyOf, hasOperators, isPlain, textOf, type Doc } from './documents.js';
import { CommandError } from './command-error.js';

const OPERATORS = ['$set', '$currentDate', '$setOnInsert'];

export const changed = (before: Doc, change: unknown): Doc => finished(before, after(copyOf(before), change, false));

export function upserted(filter: Doc, change: unknown): Doc {
  const seed = seedOf(filter);
  return finished(seed, after(seed, change, true));
}

function after(doc: Doc, change: unknown, inserting: boolean): Doc {
  if (Array.isArray(change)) throw new CommandError(9, 'the stand-in knows no updates by pipeline');
  if (!hasOperators(change)) return { ...('_id' in doc ? { _id: doc._id } : {}), ...(change as Doc) };
  assertApplicable(change);
  for (const [operator, fields] of Object.entries(change))
    if (operator !== '$setOnInsert' || inserting)
      for (const [path, operand] of Object.entries(fields as Doc)) apply(doc, operator, path, operand);
  return doc;
}

/** MongoDB rejects an unknown operator, and two operators that change the same path. */
function assertApplicable(change: Doc): void {
  const unknown = Object.keys(change).find((operator) => !OPERATORS.includes(operator));
  if (unknown) throw new CommandError(9, `Unknown modifier: ${unknown}`);
  const paths = Object.values(change).flatMap((fields) => Object.keys(fields as Doc));
  for (const [index, path] of paths.entries()) {
    if (path.includes('$')) throw new CommandError(9, `the stand-in knows no positional paths: ${path}`);
    const other = paths.find((one, at) => at !== index && (one === path || one.startsWith(`${path}.`)));
    if (other) throw new CommandError(40, `Updating the path '${other}' would create a conflict at '${path}'`);
  }
}

function apply(doc: Doc, operator: string, path: string, operand: unknown): void {
  const { parent, name } = placeOf(doc, path);
  if (operator !== '$currentDate') parent[name] = operand;
  else if (operand === true) parent[name] = new Date();
  else throw new CommandError(9, 'the stand-in knows $currentDate only as a date: true');
}

function placeOf(doc: Doc, path: string): { parent: Doc; name: string } {
  const names = path.split('.');
  const name = names.pop() ?? path;
  let parent = doc;
  for (const step of names) {
    parent[step] ??= {};
    if (!isPlain(parent[step])) throw new CommandError(28, `Cannot create field '${name}' in element {${step}: …}`);
    parent = parent[step];
  }
  return { parent, name };
}

function seedOf(filter: Doc): Doc {
  const seed: Doc = {};
  for (const [path, term] of Object.entries(filter)) {
    if (path.startsWith('$')) throw new CommandError(9, `the stand-in upserts by plain terms only, not by ${path}`);
    const value = hasOperators(term) ? term.$eq : term;
    if (value === undefined) continue;
    const { parent, name } = placeOf(seed, path);
    parent[name] = value;
  }
  return copyOf(seed);
}

function finished(before: Doc, doc: Doc): Doc {
  if ('_id' in before && textOf(before._id) !== textOf(doc._id))
    throw new CommandError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  const { _id = new BSON.ObjectId(), ...rest } = doc;
  return copyOf({ _id, ...rest });
}
