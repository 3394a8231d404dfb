import fc from 'fast-check';
import { concrete, type DescribedRoute } from './described-routes.js';
import { injectedTexts, injectedValues } from './injections.js';

/** A deliberately hostile request. */
export interface HostileRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: Buffer;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];
const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'application/json;charset="utf-8"; x=\\',
  'application/merge-patch+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=',
  'text/xml',
  ';;;',
];
const HEADERS = [
  'Accept',
  'Accept-Language',
  'Content-Encoding',
  'Cookie',
  'Forwarded',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'Last-Event-ID',
  'Origin',
  'Range',
  'X-Correlation-Id',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-HTTP-Method-Override',
  'traceparent',
];
const QUERIES = [
  'limit',
  'cursor',
  'status',
  'q',
  'category',
  'instructorId',
  'registrationId',
  '__proto__',
  'limit[$ne]',
];

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<string>(...injectedTexts) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 400 }) },
  { weight: 1, arbitrary: fc.uuid() },
);
const value = fc.oneof(
  text,
  fc.constantFrom(...injectedValues),
  fc.jsonValue({ maxDepth: 4 }),
  fc.double(),
  fc.integer(),
);

/** Unchanged where a client can send it so, otherwise percent-encoded. */
const inTarget = (part: string): string => (/^[\x21-\x7e]+$/.test(part) ? part : encodeURIComponent(part));
const inHeader = (part: string): string => part.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?').slice(0, 2_000);

const query = fc
  .array(fc.tuple(fc.constantFrom(...QUERIES), text), { maxLength: 3 })
  .map((parts) => parts.map(([name, each]) => `${name}=${inTarget(each)}`).join('&'));

const headers = fc.dictionary(fc.constantFrom(...HEADERS), text.map(inHeader), { maxKeys: 4 });

const bodyOf = ({ fields }: DescribedRoute): fc.Arbitrary<Buffer | undefined> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.dictionary(fieldName(fields), value, { maxKeys: 6 }).map((body) => asJson(body)) },
    { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 5 }).map((body) => asJson(body)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
    { weight: 1, arbitrary: fc.json().map((json) => Buffer.from(json.slice(0, -1))) },
    { weight: 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 20_000 }).map((depth) => Buffer.from('[{"a":'.repeat(depth))) },
  );

const fieldName = (fields: readonly string[]): fc.Arbitrary<string> =>
  fc.constantFrom(...fields, '__proto__', 'constructor', '$where', 'role', 'id');

const asJson = (body: unknown): Buffer => Buffer.from(JSON.stringify(body) ?? 'null');

/** Requests to these routes with one of these `Authorization` headers, or with none. */
export const hostileRequests = (routes: readonly DescribedRoute[], authorizations: readonly string[]) =>
  fc
    .constantFrom(...routes)
    .chain((route) =>
      fc.record({
        route: fc.constant(route),
        method: fc.oneof({ weight: 6, arbitrary: fc.constant(route.method) }, fc.constantFrom(...METHODS)),
        id: text,
        query,
        headers,
        type: fc.oneof({ weight: 6, arbitrary: fc.constant(TYPES[0]!) }, fc.constantFrom(...TYPES)),
        body: bodyOf(route),
        authorization: fc.oneof({ weight: 8, arbitrary: fc.constantFrom('', ...authorizations) }, text.map(inHeader)),
      }),
    )
    .map((drawn) => requestOf(drawn));

interface Drawn {
  route: DescribedRoute;
  method: string;
  id: string;
  query: string;
  headers: Record<string, string>;
  type: string;
  body: Buffer | undefined;
  authorization: string;
}

function requestOf({
  route,
  method,
  id,
  query: asked,
  headers: given,
  type,
  body,
  authorization,
}: Drawn): HostileRequest {
  const target = concrete(route, inTarget(id));
  return {
    method,
    path: asked ? `${target}?${asked}` : target,
    headers: {
      'Idempotency-Key': 'hostile',
      ...given,
      ...(body && { 'Content-Type': type }),
      ...(authorization && { Authorization: authorization }),
    },
    ...(body && { body }),
  };
}
