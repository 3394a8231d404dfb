import type { OpenAPIObject } from '@nestjs/swagger';
import type { RequestPart } from '../routes/request-parts.js';
import type { RoutePlan } from '../routes/routes.js';
import type { DeclaredAnswer } from './decorators.js';
import { declaredHeaders, headersOf } from './headers.js';
import { problemResponsesOf } from './problem-responses.js';
import type { Schemas } from './schemas.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: object;
}

interface Response {
  description: string;
  headers?: object;
  content?: object;
}

export function completeOperations(document: OpenAPIObject, plans: RoutePlan[], schemas: Schemas): void {
  const byName = new Map(plans.map((plan) => [plan.name, plan]));
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path) as Operation[]) {
      const plan = byName.get(operation.operationId ?? '');
      if (plan) Object.assign(operation, completed(operation, plan, schemas));
    }
  }
}

function completed({ summary, description, tags = [] }: Operation, plan: RoutePlan, schemas: Schemas): object {
  const [controller, handler] = plan.name.split('.') as [string, string];
  const subject = controller.replace(/Controller$/, '');
  const body = requestBodyOf(plan, schemas);
  return {
    operationId: `${subject.charAt(0).toLowerCase()}${subject.slice(1)}.${handler}`,
    ...(summary && { summary }),
    ...(description && { description }),
    tags: tags.some((tag) => tag !== subject) ? tags : [sentenceOf(subject)],
    security: securityOf(plan),
    parameters: parametersOf(plan, schemas),
    ...(body && { requestBody: body }),
    responses: { ...responsesOf(plan, schemas), ...problemResponsesOf(plan) },
  };
}

/** An empty requirement: a token is possible, but not necessary. */
function securityOf({ isPublic, recognizesAccount, acceptsTicket }: RoutePlan): Record<string, string[]>[] {
  if (isPublic) return recognizesAccount ? [{}, { bearer: [] }] : [];
  return [{ bearer: [] }, ...(acceptsTicket ? [{ ticket: [] }] : [])];
}

function sentenceOf(name: string): string {
  const lower = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}

function parametersOf({ parts, idempotent, answers }: RoutePlan, schemas: Schemas): Parameter[] {
  const parameters = parts.flatMap((part) => parametersOfPart(part, schemas));
  return [
    ...parameters,
    ...(idempotent ? [idempotencyKey(idempotent.required)] : []),
    ...(answers.some(({ status }) => status === 304) ? [IF_NONE_MATCH] : []),
  ];
}

function parametersOfPart(part: RequestPart, schemas: Schemas): Parameter[] {
  const [, where, name] = part.pointer.split('/');
  const schema = where ? schemas.of(part.schema, 'input') : {};
  if (where === 'query') return queryParametersOf(schema);
  if (where !== 'path' && where !== 'header') return [];
  const { description = schema['description'] as string | undefined } = part;
  return [{ name: name!, in: where, required: isRequired(part), ...(description && { description }), schema }];
}

const queryParametersOf = ({ properties = {}, required = [] }: ObjectSchema): Parameter[] =>
  Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(schema.description && { description: schema.description }),
    schema,
  }));

interface ObjectSchema {
  properties?: Record<string, { description?: string }>;
  required?: string[];
}

const isRequired = ({ schema }: RequestPart): boolean => !schema.safeParse(undefined).success;

const IF_NONE_MATCH: Parameter = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The `ETag` that you have: the response is 304 without a body if it is still current.',
  schema: { type: 'string' },
};

const idempotencyKey = (required = false): Parameter => ({
  name: 'Idempotency-Key',
  in: 'header',
  required,
  description:
    'A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
});

function requestBodyOf({ parts, method }: RoutePlan, schemas: Schemas): object | undefined {
  const part = parts.find(({ pointer, isDeclared }) => pointer === '' && isDeclared);
  if (!part) return undefined;
  const json = { schema: schemas.of(part.schema, 'input') };
  return {
    required: isRequired(part),
    content: { 'application/json': json, ...(method === 'PATCH' && { 'application/merge-patch+json': json }) },
  };
}

function responsesOf({ answers, method, idempotent }: RoutePlan, schemas: Schemas): Record<string, Response> {
  const responses: Record<string, Response> = {};
  const declared = answers.length > 0 ? answers : [{ status: method === 'POST' ? 201 : 200, schema: undefined }];
  for (const answer of declared) {
    const response = responseOf(answer, idempotent !== undefined, schemas);
    const other = responses[answer.status];
    responses[answer.status] = other ? { ...other, content: { ...other.content, ...response.content } } : response;
  }
  return responses;
}

function responseOf(
  { status, schema, description, headers = {}, type, extensions }: DeclaredAnswer,
  idempotent: boolean,
  schemas: Schemas,
): Response {
  const body = schema ? schemas.of(schema, 'output') : type && { type: 'string' };
  return {
    description: description ?? (status === 204 ? 'Done.' : 'The response.'),
    headers: { ...declaredHeaders(headers), ...headersOf({ status, idempotent }) },
    ...(body && { content: { [type ?? 'application/json']: { schema: body, ...extensions } } }),
  };
}
