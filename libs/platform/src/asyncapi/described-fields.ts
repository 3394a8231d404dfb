/** A JSON Schema, as far as a reader is told of it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
}

/** One field of a message in words. */
export interface DescribedField {
  name: string;
  takes: string;
  isOptional: boolean;
}

/** The fields of an object, those of its parts included where they are parts of it (`allOf`). */
export function fieldsOf(schema: Schema): DescribedField[] {
  const own = Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    takes: typeOf(field),
    isOptional: !schema.required?.includes(name),
  }));
  return [...(schema.allOf ?? []).flatMap(fieldsOf), ...own];
}

/** The component that a reference names. */
export const nameOf = ($ref: string): string => $ref.slice($ref.lastIndexOf('/') + 1);

/** What a field may be, in a few words. */
export function typeOf(schema: Schema): string {
  const { $ref, const: only, enum: some, items, type, format } = schema;
  if ($ref !== undefined) return nameOf($ref);
  if (only !== undefined) return JSON.stringify(only);
  if (some) return some.map((each) => JSON.stringify(each)).join(' or ');
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return [...new Set(either.map(typeOf))].join(' or ');
  if (items) return `list of ${typeOf(items)}`;
  if (type === 'object' && schema.properties) return `{ ${Object.keys(schema.properties).join(', ')} }`;
  return [type ?? 'anything'].flat().join(' or ') + (format ? ` (${format})` : '');
}
