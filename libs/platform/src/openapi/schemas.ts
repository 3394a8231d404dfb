import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

type Json = Record<string, unknown>;
export type Direction = 'input' | 'output';

/**
 * A schema with a `meta` id becomes a component; a response form that differs from its request form gets the suffix `Output`.
 * @throws Error if one id has two forms otherwise
 */
export class Schemas {
  readonly components: Record<string, Json> = {};

  of(schema: z.ZodType, direction: Direction): Json {
    const { root, named } = direction === 'input' ? closed(split(schema, direction)) : split(schema, direction);
    const differing = direction === 'output' ? differingNames(split(schema, 'input').named, named) : new Set<string>();
    const rename = (name: string): string => (differing.has(name) ? `${name}Output` : name);
    for (const [name, component] of Object.entries(named)) {
      this.add(rename(name), withComponentRefs(component, rename) as Json);
    }
    return withComponentRefs(root, rename) as Json;
  }

  private add(name: string, component: Json): void {
    const existing = this.components[name];
    if (existing && !isDeepStrictEqual(open(existing), open(component)))
      throw new Error(`${name} is used in requests and in responses: give each a schema id of its own`);
    this.components[name] = component;
  }
}

interface Split {
  root: Json;
  named: Record<string, Json>;
}

/** Enumerations of requests are closed and stand where they are used; the components are the open ones of responses. */
function closed({ root, named }: Split): Split {
  const inlined = (json: unknown): unknown => {
    if (Array.isArray(json)) return json.map(inlined);
    if (typeof json !== 'object' || json === null) return json;
    const { $ref, ...rest } = json as Json;
    const enumeration = typeof $ref === 'string' ? named[$ref.replace('#/$defs/', '')] : undefined;
    if (enumeration && 'enum' in enumeration) return { ...enumeration, ...rest };
    return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, inlined(value)]));
  };
  const others = Object.entries(named).filter(([, component]) => !('enum' in component));
  return {
    root: inlined(root) as Json,
    named: Object.fromEntries(others.map(([name, component]) => [name, inlined(component) as Json])),
  };
}

function split(schema: z.ZodType, io: Direction): Split {
  const {
    $schema: _,
    $defs = {},
    ...root
  } = z.toJSONSchema(schema, {
    io,
    override: ({ zodSchema, jsonSchema }) => adjust(zodSchema, jsonSchema, io),
    // A transform has no JSON Schema in one direction; only the other direction of such a schema is used.
    unrepresentable: 'any',
  });
  return { root, named: $defs };
}

function adjust(schema: z.core.$ZodTypes, json: Json, io: Direction): void {
  // A response may gain fields within v1, so clients must not rely on their absence.
  if (io === 'output' && schema._zod.def.type === 'object') delete json.additionalProperties;
  // Clients must accept values that a later version adds.
  if (io === 'output' && Array.isArray(json.enum)) {
    if (!('$ref' in json)) json['x-extensible-enum'] = json.enum;
    delete json.enum;
  }
  // Zod drops the default of a transformed schema, even an explicit one.
  const explicit = z.globalRegistry.get(schema)?.default;
  if (io === 'input' && explicit !== undefined) json.default = explicit;
  // Every JavaScript integer has these bounds.
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
}

const open = ({ additionalProperties: _, ...rest }: Json): Json => rest;

function differingNames(input: Record<string, Json>, output: Record<string, Json>): Set<string> {
  const form = (json: Json): unknown =>
    JSON.parse(JSON.stringify(open(json)).replaceAll('"x-extensible-enum":', '"enum":'));
  const names = Object.keys(output);
  const differing = new Set(
    names.filter((name) => input[name] && !isDeepStrictEqual(form(input[name]), form(output[name]!))),
  );
  for (let before = -1; before < differing.size;) {
    before = differing.size;
    for (const name of names) if (refersTo(output[name], differing)) differing.add(name);
  }
  return differing;
}

const refersTo = (json: unknown, names: Set<string>): boolean =>
  [...names].some((name) => JSON.stringify(json).includes(`"#/$defs/${name}"`));

function withComponentRefs(json: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(json)) return json.map((each) => withComponentRefs(each, rename));
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json).map(([key, value]) => [
    key,
    key === '$ref' && typeof value === 'string'
      ? value.replace(/^#\/\$defs\/(.*)$/, (_, name: string) => `#/components/schemas/${rename(name)}`)
      : withComponentRefs(value, rename),
  ]);
  return Object.fromEntries(entries) as Json;
}
