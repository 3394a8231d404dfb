/** Keywords that do not affect compatibility: clients must accept values that an open enumeration does not list. */
const REMARKS = [
  'title',
  'description',
  'example',
  'examples',
  'default',
  '$schema',
  'deprecated',
  'x-extensible-enum',
];
const KNOWN = [
  ...[
    '$ref',
    'allOf',
    'anyOf',
    'oneOf',
    'type',
    'enum',
    'const',
    'format',
    'pattern',
    'propertyNames',
    'additionalProperties',
  ],
  ...['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'items', 'properties', 'required'],
];

/**
 * The alternatives of a schema: references resolved, `anyOf` and lists of types split, so that each alternative has at most one
 * type.
 * @throws on a keyword that the comparison does not support, so that it cannot overlook a change of it
 */
export function alternativesOf(schema, document) {
  const unknown = Object.keys(schema).filter((key) => !KNOWN.includes(key) && !REMARKS.includes(key));
  if (unknown.length > 0) throw new Error(`the comparison does not support the keyword ${unknown.join(', ')}: add it`);
  if (schema.$ref) return alternativesOf(resolved(schema.$ref, document), document);
  if (schema.allOf) return [schema.allOf.map((each) => onlyOne(alternativesOf(each, document))).reduce(both)];
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return either.flatMap((each) => alternativesOf(each, document));
  if (Array.isArray(schema.type)) return schema.type.map((type) => ({ ...schema, type }));
  return [schema];
}

function onlyOne([alternative, ...others]) {
  if (others.length > 0) throw new Error('the comparison does not support alternatives within allOf: add them');
  return alternative;
}

const both = (one, other) => ({
  ...one,
  ...other,
  properties: { ...one.properties, ...other.properties },
  required: [...new Set([...(one.required ?? []), ...(other.required ?? [])])],
});

export const resolved = (ref, document) => {
  const found = ref
    .slice('#/'.length)
    .split('/')
    .reduce((part, key) => part?.[key], document);
  if (found === undefined) throw new Error(`${ref} cannot be resolved`);
  return found;
};

export const inWords = ({ type, enum: some, const: only, format }) => {
  const values = some ?? (only === undefined ? undefined : [only]);
  return values
    ? values.map((value) => JSON.stringify(value)).join(' or ')
    : [type ?? 'anything', format].filter(Boolean).join(' ');
};
