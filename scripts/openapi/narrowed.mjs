import { isDeepStrictEqual } from 'node:util';
import { alternativesOf, inWords } from './alternatives.mjs';

/**
 * Where `narrow` rejects what `wide` allows, as sentences. For a request `wide` is the released schema and `narrow` the current one;
 * for a response it is the reverse. A side is `{ schema, document, when }`.
 */
export function narrowed(wide, narrow, at = '', met = new Set()) {
  // A recursive schema has already been compared at its first occurrence.
  const pair = `${JSON.stringify(wide.schema)} ${JSON.stringify(narrow.schema)}`;
  if (met.has(pair)) return [];
  const sides = { wide, narrow, at: at || 'it', met: wide.schema.$ref ? new Set([...met, pair]) : met };
  const possible = alternativesOf(narrow.schema, narrow.document);
  return alternativesOf(wide.schema, wide.document).flatMap((one) => {
    const faults = possible.map((other) => faultsOf(one, other, sides));
    if (faults.some((found) => found.length === 0)) return [];
    const alike = faults.filter((_, n) => one.type === possible[n].type);
    return alike.length === 1 ? alike[0] : [only(sides, `may be ${inWords(one)}`)];
  });
}

const only = ({ wide, narrow, at }, words) => `${at} ${words} ${wide.when} and not ${narrow.when}`;

const faultsOf = (one, other, sides) => [
  ...ofType(one, other, sides),
  ...ofBounds(one, other, sides),
  ...ofProperties(one, other, sides),
  ...ofContents(one, other, sides),
];

function ofType(one, other, sides) {
  const fits =
    other.type === undefined || one.type === other.type || (one.type === 'integer' && other.type === 'number');
  if (!fits) return [only(sides, `may be ${inWords(one)}`)];
  const [may, can] = [valuesOf(one), valuesOf(other)];
  if (!can) return [];
  if (!may) return [only(sides, `may be any ${inWords(one)}`)];
  return may.filter((value) => !can.includes(value)).map((value) => only(sides, `may be ${JSON.stringify(value)}`));
}

const valuesOf = ({ enum: some, const: one }) => some ?? (one === undefined ? undefined : [one]);

function ofBounds(one, other, { wide, narrow, at }) {
  const tighter = (key, isTighter) =>
    other[key] !== undefined && (one[key] === undefined || isTighter(other[key], one[key]))
      ? [
          `${at} has ${key} ${JSON.stringify(other[key])} ${narrow.when} and ${JSON.stringify(one[key] ?? 'none')} ${wide.when}`,
        ]
      : [];
  return [
    ...['minLength', 'minimum', 'minItems'].flatMap((key) => tighter(key, (a, b) => a > b)),
    ...['maxLength', 'maximum', 'maxItems'].flatMap((key) => tighter(key, (a, b) => a < b)),
    ...['format', 'pattern', 'propertyNames'].flatMap((key) => tighter(key, (a, b) => !isDeepStrictEqual(a, b))),
  ];
}

function ofProperties(one, other, sides) {
  const { wide, narrow, at } = sides;
  const [may, can] = [one.properties ?? {}, other.properties ?? {}];
  const [released, now] = wide.when === RELEASED ? [may, can] : [can, may];
  const both = Object.keys(may).filter((name) => can[name]);
  return [
    ...Object.keys(released)
      .filter((name) => !now[name])
      .map((name) => `${inside(at, name)} was removed`),
    ...both.flatMap((name) => within(may[name], can[name], name, sides)),
    ...(other.required ?? [])
      .filter((name) => !one.required?.includes(name) && (wide.when === RELEASED || may[name]))
      .map((name) => `${inside(at, name)} may be absent ${wide.when} and not ${narrow.when}`),
  ];
}

function ofContents(one, other, sides) {
  const isRequest = sides.wide.when === RELEASED;
  // A response may gain fields.
  const [more, fewer] = [one, other].map(({ additionalProperties: open = {} }) =>
    open === true || (!isRequest && open === false) ? {} : open,
  );
  return [
    ...(other.items ? within(one.items ?? {}, other.items, '[]', sides) : []),
    ...(fewer === false && more !== false ? [only(sides, 'may have other fields')] : []),
    ...(more !== false && Object.keys(fewer).length > 0 ? within(more, fewer, '*', sides) : []),
  ];
}

const within = (may, can, name, { wide, narrow, at, met }) =>
  narrowed({ ...wide, schema: may }, { ...narrow, schema: can }, inside(at, name), met);

const inside = (at, name) => `${at === 'it' ? '' : at}/${name}`;

export const RELEASED = 'as released';
export const NOW = 'now';
