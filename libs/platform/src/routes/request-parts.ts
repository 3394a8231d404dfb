import { RouteParamtypes } from '@nestjs/common/internal';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import type { Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { factsOf } from '../http/request-context.js';
import { HeaderParameter } from '../http/request-header.js';

export interface RequestPart {
  pointer: string;
  schema: z.ZodType;
  description?: string;
  /** False for a body or query that the handler does not declare, which therefore must be empty. */
  isDeclared: boolean;
  read(request: FastifyRequest): unknown;
  write(request: FastifyRequest, value: unknown): void;
}

interface Argument {
  data?: unknown;
  schema?: unknown;
}

interface Params {
  params: Record<string, unknown>;
}

const NOTHING = z.strictObject({});
const NO_BODY = z.union([z.undefined(), z.null(), NOTHING]).transform(() => undefined);

export function partsOf(
  controller: Type,
  name: string,
  method: string,
): { parts: RequestPart[]; violations: string[] } {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<string, Argument>;
  const violations: string[] = [];
  const parts = Object.entries(args).flatMap(([key, argument]) => {
    const part = partOf(key, argument);
    if (typeof part === 'string') violations.push(part);
    return typeof part === 'object' ? [part] : [];
  });
  if (!parts.some(({ pointer }) => pointer === '/query')) parts.push({ ...query(NOTHING), isDeclared: false });
  if (['POST', 'PUT', 'PATCH'].includes(method) && !parts.some(({ pointer }) => pointer === ''))
    parts.push({ ...body(NO_BODY), isDeclared: false });
  return { parts, violations };
}

function partOf(key: string, { data, schema }: Argument): RequestPart | string | undefined {
  if (data instanceof HeaderParameter) return header(data);
  return readers[Number(key.split(':')[0])]?.(data, schema);
}

const readers: Record<number, (data: unknown, schema: unknown) => RequestPart | string> = {
  [RouteParamtypes.BODY]: (data, schema) => whole('@Body', data, schema) ?? body(schema as z.ZodType),
  [RouteParamtypes.QUERY]: (data, schema) => whole('@Query', data, schema) ?? query(schema as z.ZodType),
  [RouteParamtypes.PARAM]: (data, schema) =>
    typeof data === 'string' && isSchema(schema) ? pathParameter(data, schema) : '@Param needs a name and a schema',
  [RouteParamtypes.HEADERS]: () => 'headers must be read with @RequestHeader(name, { schema })',
  [RouteParamtypes.FILE]: () => 'only JSON bodies are supported',
  [RouteParamtypes.FILES]: () => 'only JSON bodies are supported',
  [RouteParamtypes.RAW_BODY]: () => 'only JSON bodies are supported',
};

function whole(decorator: string, data: unknown, schema: unknown): string | undefined {
  if (data !== undefined) return `${decorator} must not select one field, so that unknown fields are refused`;
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
  read: ({ query }) => withoutCampaign(query as Record<string, unknown>),
  write: (request, value) => (request.query = value),
});

/** Links in mails and advertisements get `utm_…` parameters, which concern only the statistics of a web page. */
const withoutCampaign = (query: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(query).filter(([name]) => !name.startsWith('utm_')));

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
