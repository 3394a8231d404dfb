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

export interface SchemaField {
  name: string;
  type: string;
  isOptional: boolean;
}

export function fieldsOf(schema: Schema): SchemaField[] {
  const own = Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    type: typeText(field),
    isOptional: !schema.required?.includes(name),
  }));
  return [...(schema.allOf ?? []).flatMap(fieldsOf), ...own];
}

export const nameOf = ($ref: string): string => $ref.slice($ref.lastIndexOf('/') + 1);

function typeText(schema: Schema): string {
  const { $ref, const: constant, enum: values, items, type, format } = schema;
  if ($ref !== undefined) return nameOf($ref);
  if (constant !== undefined) return JSON.stringify(constant);
  if (values) return values.map((each) => JSON.stringify(each)).join(' or ');
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return [...new Set(either.map(typeText))].join(' or ');
  if (items) return `list of ${typeText(items)}`;
  if (type === 'object' && schema.properties) return `{ ${Object.keys(schema.properties).join(', ')} }`;
  return [type ?? 'anything'].flat().join(' or ') + (format ? ` (${format})` : '');
}
