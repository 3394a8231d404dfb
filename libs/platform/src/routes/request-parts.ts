import { RouteParamtypes } from '@nestjs/common/internal';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import type { Type } from '@nestjs/common';
import { z } from 'zod';
import { factsOf } from '../http/request-facts.js';
import { HeaderParameter } from '../http/request-header.js';
import type { RequestPart } from './route-plan.js';

interface Argument {
  data?: unknown;
  schema?: unknown;
}

interface Params {
  params: Record<string, unknown>;
}

const NOTHING = z.strictObject({});
const NO_BODY = z.union([z.undefined(), z.null(), NOTHING]).transform(() => undefined);

/** The parts of a request that one handler accepts, each with its schema, and the rules that its parameters break. */
export function partsOf(controller: Type, name: string, method: string): { parts: RequestPart[]; flaws: string[] } {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<string, Argument>;
  const flaws: string[] = [];
  const parts = Object.entries(args).flatMap(([key, argument]) => {
    const part = partOf(key, argument);
    if (typeof part === 'string') flaws.push(part);
    return typeof part === 'object' ? [part] : [];
  });
  if (!parts.some(({ pointer }) => pointer === '/query')) parts.push({ ...query(NOTHING), isDeclared: false });
  if (['POST', 'PUT', 'PATCH'].includes(method) && !parts.some(({ pointer }) => pointer === ''))
    parts.push({ ...body(NO_BODY), isDeclared: false });
  return { parts, flaws };
}

function partOf(key: string, { data, schema }: Argument): RequestPart | string | undefined {
  if (data instanceof HeaderParameter) return header(data);
  return readers[Number(key.split(':')[0])]?.(data, schema);
}

/** How the arguments that a client fills are read, or why not; all others are safe as they are. */
const readers: Record<number, (data: unknown, schema: unknown) => RequestPart | string> = {
  [RouteParamtypes.BODY]: (data, schema) => whole('@Body', data, schema) ?? body(schema as z.ZodType),
  [RouteParamtypes.QUERY]: (data, schema) => whole('@Query', data, schema) ?? query(schema as z.ZodType),
  [RouteParamtypes.PARAM]: (data, schema) =>
    typeof data === 'string' && isSchema(schema) ? pathParameter(data, schema) : '@Param needs a name and a schema',
  [RouteParamtypes.HEADERS]: () => 'read headers by @RequestHeader(name, { schema })',
  [RouteParamtypes.FILE]: () => 'only JSON bodies are read',
  [RouteParamtypes.FILES]: () => 'only JSON bodies are read',
  [RouteParamtypes.RAW_BODY]: () => 'only JSON bodies are read',
};

function whole(decorator: string, data: unknown, schema: unknown): string | undefined {
  if (data !== undefined) return `${decorator} takes the whole, not one field, so that unknown fields are refused`;
  return isSchema(schema) ? undefined : `${decorator} needs a schema`;
}

const isSchema = (schema: unknown): schema is z.ZodType => schema instanceof z.ZodType;

const body = (schema: z.ZodType): RequestPart => ({
  pointer: '',
  schema,
  isDeclared: true,
  read: (request) => request.body,
  write: (request, value) => (request.body = value),
});

const query = (schema: z.ZodType): RequestPart => ({
  pointer: '/query',
  schema,
  isDeclared: true,
  read: (request) => request.query,
  write: (request, value) => (request.query = value),
});

const pathParameter = (name: string, schema: z.ZodType): RequestPart => ({
  pointer: `/path/${name}`,
  schema,
  isDeclared: true,
  read: (request) => (request as Params).params[name],
  write: (request, value) => ((request as Params).params[name] = value),
});

const header = ({ name, schema, description }: HeaderParameter): RequestPart => ({
  pointer: `/header/${name}`,
  schema,
  description,
  isDeclared: true,
  read: (request) => request.headers[name.toLowerCase()],
  write: (request, value) => ((factsOf(request).headers ??= {})[name] = value),
});
