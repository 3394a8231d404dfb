import type { RequestPart, RoutePlan } from '../routes/route-plan.js';
import type { Schemas } from './schemas.js';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: object;
}

/** The parameters of a route, in path, query and headers, as its schemas tell them. */
export function parametersOf({ parts, idempotent }: RoutePlan, schemas: Schemas): Parameter[] {
  const told = parts.flatMap((part) => ofPart(part, schemas));
  return idempotent ? [...told, idempotencyKey(idempotent.required)] : told;
}

/** The body of a route; a PATCH is a merge patch. */
export function requestBodyOf({ parts, method }: RoutePlan, schemas: Schemas): object | undefined {
  const part = parts.find(({ pointer, isDeclared }) => pointer === '' && isDeclared);
  if (!part) return undefined;
  const json = { schema: schemas.of(part.schema, 'input') };
  return {
    required: isRequired(part),
    content: { 'application/json': json, ...(method === 'PATCH' && { 'application/merge-patch+json': json }) },
  };
}

function ofPart(part: RequestPart, schemas: Schemas): Parameter[] {
  const [, where, name] = part.pointer.split('/');
  const schema = where ? schemas.of(part.schema, 'input') : {};
  if (where === 'query') return ofQuery(schema);
  if (where !== 'path' && where !== 'header') return [];
  return [{ name: name!, in: where, required: isRequired(part), ...described({ ...schema, ...spoken(part) }), schema }];
}

function ofQuery({ properties = {}, required = [] }: { properties?: Record<string, object>; required?: string[] }) {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query' as const,
    required: required.includes(name),
    ...described(schema),
    schema,
  }));
}

const isRequired = ({ schema }: RequestPart): boolean => !schema.safeParse(undefined).success;

const spoken = ({ description }: RequestPart) => (description === undefined ? {} : { description });

const described = ({ description }: { description?: string }) => (description ? { description } : {});

const idempotencyKey = (required = false): Parameter => ({
  name: 'Idempotency-Key',
  in: 'header',
  required,
  description: 'A key of your own: the same key and body get the first final answer again, for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
});
