/** What carries no promise. */
const REMARKS = ['title', 'description', 'example', 'examples', 'default', '$schema', 'deprecated'];
const KNOWN = [
  ...['$ref', 'anyOf', 'oneOf', 'type', 'enum', 'const', 'format', 'pattern', 'propertyNames', 'additionalProperties'],
  ...['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'items', 'properties', 'required'],
];

/**
 * A schema as the list of what it may be: references resolved, `anyOf` and lists of types taken apart, so that each
 * alternative has one type at most.
 * @throws for a keyword that nobody has taught this comparison, so that it cannot overlook a change of it
 */
export function alternativesOf(schema, document) {
  const unknown = Object.keys(schema).filter((key) => !KNOWN.includes(key) && !REMARKS.includes(key));
  if (unknown.length > 0) throw new Error(`the comparison does not know the keyword ${unknown.join(', ')}: teach it`);
  if (schema.$ref) return alternativesOf(resolved(schema.$ref, document), document);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return either.flatMap((each) => alternativesOf(each, document));
  if (Array.isArray(schema.type)) return schema.type.map((type) => ({ ...schema, type }));
  return [schema];
}

/** Whatever stands where a reference may stand. */
export const resolved = (ref, document) => {
  const found = ref
    .slice('#/'.length)
    .split('/')
    .reduce((part, key) => part?.[key], document);
  if (found === undefined) throw new Error(`${ref} names nothing`);
  return found;
};

/** An alternative in a few words. */
export const inWords = ({ type, enum: some, const: only, format }) => {
  const values = some ?? (only === undefined ? undefined : [only]);
  return values
    ? values.map((value) => JSON.stringify(value)).join(' or ')
    : [type ?? 'anything', format].filter(Boolean).join(' ');
};
