import { BSON } from 'mongodb';

export type Doc = Record<string, any>;

const { serialize, deserialize, EJSON } = BSON;

export const copyOf = (doc: Doc): Doc => deserialize(serialize(doc, { ignoreUndefined: true }));

export const areSame = (one: Doc, other: Doc): boolean => Buffer.compare(serialize(one), serialize(other)) === 0;

/** A key that is the same for two values only if MongoDB considers them equal; a missing value counts as null. */
export const textOf = (value: unknown): string => EJSON.stringify([value ?? null], { relaxed: true });

export const isPlain = (value: unknown): value is Doc =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

export const hasOperators = (value: unknown): value is Doc =>
  isPlain(value) && Object.keys(value).some((key) => key.startsWith('$'));

export const valueAt = (doc: Doc, path: string): unknown =>
  path.split('.').reduce<any>((at, name) => (isPlain(at) ? at[name] : undefined), doc);

/** Every value at a dotted path, also inside lists. An empty list has no value; a missing field counts as one undefined value. */
export function valuesAt(value: unknown, path: string): unknown[] {
  const [name, ...rest] = path === '' ? [] : path.split('.');
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, path));
  if (name === undefined) return [value];
  return valuesAt(isPlain(value) ? value[name] : undefined, rest.join('.'));
}
