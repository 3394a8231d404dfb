import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

type Json = Record<string, unknown>;
export type Direction = 'input' | 'output';

/**
 * JSON Schemas of Zod schemas for one OpenAPI document. A schema with a `meta` id becomes a component of that name; where what
 * is accepted differs from what is answered, the answered one is called …Output.
 */
export class Schemas {
  readonly components: Record<string, Json> = {};

  /** The schema as an operation refers to it; the components it needs are added. */
  of(schema: z.ZodType, direction: Direction): Json {
    const { root, named } = split(schema, direction);
    const differing = direction === 'output' ? differingNames(split(schema, 'input').named, named) : new Set<string>();
    const rename = (name: string): string => (differing.has(name) ? `${name}Output` : name);
    for (const [name, component] of Object.entries(named)) {
      this.components[rename(name)] = pointed(component, rename) as Json;
    }
    return pointed(root, rename) as Json;
  }
}

function split(schema: z.ZodType, io: Direction): { root: Json; named: Record<string, Json> } {
  const {
    $schema: _,
    $defs = {},
    ...root
  } = z.toJSONSchema(schema, {
    io,
    override: ({ zodSchema, jsonSchema }) => mend(zodSchema, jsonSchema, io),
    // What cannot be said in JSON Schema is shown as anything; only the other direction of such a schema is of interest.
    unrepresentable: 'any',
  });
  return { root: root, named: $defs };
}

function mend(schema: z.core.$ZodTypes, json: Json, io: Direction): void {
  // An answer may gain fields within v1, so readers must not be told that there are no others.
  if (io === 'output' && schema._zod.def.type === 'object') delete json.additionalProperties;
  // Zod drops the default of what it transforms, even where it was told in so many words.
  const told = z.globalRegistry.get(schema)?.default;
  if (io === 'input' && told !== undefined) json.default = told;
  // Every JavaScript integer has these bounds: they say nothing.
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
}

/** Names of the components that are answered otherwise than accepted, or refer to one that is. */
function differingNames(accepted: Record<string, Json>, answered: Record<string, Json>): Set<string> {
  const open = ({ additionalProperties: _, ...rest }: Json): Json => rest;
  const names = Object.keys(answered);
  const differing = new Set(
    names.filter((name) => accepted[name] && !isDeepStrictEqual(open(accepted[name]), open(answered[name]!))),
  );
  for (let before = -1; before < differing.size;) {
    before = differing.size;
    for (const name of names) if (refersTo(answered[name], differing)) differing.add(name);
  }
  return differing;
}

const refersTo = (json: unknown, names: Set<string>): boolean =>
  [...names].some((name) => JSON.stringify(json).includes(`"#/$defs/${name}"`));

/** The same schema with its references pointing to the components of an OpenAPI document. */
function pointed(json: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(json)) return json.map((each) => pointed(each, rename));
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json).map(([key, value]) => [
    key,
    key === '$ref' && typeof value === 'string'
      ? value.replace(/^#\/\$defs\/(.*)$/, (_, name: string) => `#/components/schemas/${rename(name)}`)
      : pointed(value, rename),
  ]);
  return Object.fromEntries(entries) as Json;
}
