import { z } from 'zod';

export type Json = Record<string, unknown>;

/** JSON Schemas (draft 7) of Zod schemas, as readers need them; each schema with a `meta` id becomes a component of that name. */
export class JsonSchemas {
  readonly components: Record<string, Json> = {};

  /** The schema as a message refers to it; the components it needs are added. */
  of(schema: z.ZodType): Json {
    const json = z.toJSONSchema(schema, {
      target: 'draft-7',
      io: 'output',
      override: ({ zodSchema, jsonSchema }) => forReaders(zodSchema, jsonSchema),
    });
    const { $schema: _, definitions = {}, ...root } = json;
    for (const [name, component] of Object.entries(definitions as Record<string, Json>))
      this.components[name] = pointed(component) as Json;
    return pointed(root) as Json;
  }
}

function forReaders(schema: z.core.$ZodTypes, json: Json): void {
  // A message may gain fields within v1, so the schema must not forbid others.
  if (schema._zod.def.type === 'object') delete json.additionalProperties;
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
  if ('example' in json) {
    json.examples = [json.example];
    delete json.example;
  }
}

/** The same schema with its references pointing to the components of an AsyncAPI document. */
function pointed(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(pointed);
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json).map(([key, value]) => [
    key,
    key === '$ref' && typeof value === 'string'
      ? value.replace('#/definitions/', '#/components/schemas/')
      : pointed(value),
  ]);
  return Object.fromEntries(entries) as Json;
}
