interface ResponseHeader {
  description: string;
  schema: { type: string };
  example: string | number;
}

const header = (description: string, example: string | number): ResponseHeader => ({
  description,
  schema: { type: typeof example === 'number' ? 'integer' : 'string' },
  example,
});

/** The response headers of the API, described once as components. */
export const responseHeaders = {
  'Content-Language': header(
    'The language of `title` and `detail`: the `Accept-Language` that you prefer, `en` or `ko`.',
    'en',
  ),
  ETag: header('Version of the resource: send it as `If-Match` with a change.', '"3"'),
  Location: header('URL of the resource.', '/api/v1/registrations/0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01'),
  'Idempotency-Replayed': header(
    '`true`: the stored response to an earlier request with this `Idempotency-Key`. Absent otherwise.',
    'true',
  ),
  RateLimit: header(
    'What is left of each limit (`r`), and in how many seconds it is renewed (`t`).',
    '"account";r=599;t=60',
  ),
  'RateLimit-Policy': header('The limits that apply: `q` requests in `w` seconds.', '"account";q=600;w=60'),
  'Retry-After': header('Seconds to wait before the next try.', 2),
  'WWW-Authenticate': header('The authentication scheme, and whether the token was refused.', 'Bearer realm="sugang"'),
  'X-Correlation-Id': header(
    'Your `X-Correlation-Id`, or a new one. Every log line of the request has it.',
    'minas-try',
  ),
  traceparent: header('The trace of the request (W3C).', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'),
} as const satisfies Record<string, ResponseHeader>;

export type HeaderName = keyof typeof responseHeaders;

/** Headers of every response; the rate limits are absent where rate limiting is off. */
const ALWAYS = ['RateLimit', 'RateLimit-Policy', 'X-Correlation-Id', 'traceparent'] as const;
const STORED = [402, 409, 422];

export interface ResponseFacts {
  status: number;
  /** Whether the operation accepts an `Idempotency-Key`. */
  idempotent: boolean;
  codes?: readonly string[];
}

export function headersOf({ status, idempotent, codes = [] }: ResponseFacts): Record<string, object> {
  const isStored = STORED.includes(status) || (status < 300 && status !== 202);
  const names: HeaderName[] = [
    ...(status >= 400 ? (['Content-Language'] as const) : []),
    ...(status === 401 ? (['WWW-Authenticate'] as const) : []),
    ...(status === 429 || status === 503 || codes.includes('REQUEST_IN_PROGRESS') ? (['Retry-After'] as const) : []),
    ...(idempotent && isStored ? (['Idempotency-Replayed'] as const) : []),
    ...ALWAYS,
  ];
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** The description of a header of one route, with an example if the general one would be misleading. */
export type DeclaredHeader = string | readonly [description: string, example: string];

export const declaredHeaders = (headers: Record<string, DeclaredHeader>): Record<string, object> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, declared]) => {
      const [description, own] = [declared].flat() as [string, string?];
      const { schema, example } = { ...known[name], ...(own !== undefined && { example: own }) };
      return [name, { description, schema: schema ?? { type: 'string' }, ...(example !== undefined && { example }) }];
    }),
  );

const known: Partial<Record<string, ResponseHeader>> = responseHeaders;
