import {
  EVENT_STREAM,
  type Caller,
  type CallOptions,
  type Input,
  type Operation,
  type PreparedRequest,
} from './operation.js';
import { pauseBefore, paused } from './retries.js';
import { sessionOf, type OpenSession } from './session.js';
import type { SessionOptions } from './shared-session.js';
import { SugangError } from './sugang-error.js';

export interface SugangOptions extends SessionOptions {
  /** Address of the API without a path; by default the origin of the page. */
  url?: string;
  /** Milliseconds to wait for a response (30,000). */
  timeoutMs?: number;
  /** Retries after the first attempt (3). */
  retries?: number;
  fetch?: typeof fetch;
  /** Access tokens of another identity provider, instead of a session. */
  token?: () => string | undefined | Promise<string | undefined>;
}

export interface Sugang extends Caller {
  readonly session: OpenSession;
  /** Sends a request, again where that is safe, and reads its successful response. @throws SugangError */
  send<T>(
    operation: Operation,
    input: Input,
    options: CallOptions,
    read: (response: Response) => Promise<T>,
  ): Promise<T>;
}

export function createSugang(options: SugangOptions = {}): Sugang {
  const { timeoutMs = 30_000, retries = 3, fetch: send = fetch } = options;
  const url = (options.url ?? '').replace(/\/$/, '');

  const client: Omit<Sugang, 'session'> = {
    async send(operation, input, call, read) {
      const key = operation.hasKey ? (call.idempotencyKey ?? crypto.randomUUID()) : undefined;
      const isRepeatable = key !== undefined || isRepeatableByItself(operation);
      let isRenewed = false;
      for (let attempt = 1; ;) {
        const token = mayHaveToken(operation) ? await accessToken() : undefined;
        try {
          const request = requestOf(url, operation, input, call);
          set(request.headers, 'authorization', token && `Bearer ${token}`);
          set(request.headers, 'idempotency-key', key);
          return await answered(session.prepared(operation, request), operation, call, read);
        } catch (error) {
          const failure = failureOf(error, call.signal);
          if (failure.status === 401 && token !== undefined && !isRenewed) {
            isRenewed = true;
            await renew(token, failure);
          } else {
            await paused(pauseAfter(attempt, failure, isRepeatable), call.signal);
            attempt += 1;
          }
        }
      }
    },
    call: (operation, input, call = {}) => client.send(operation, input, call, bodyOf) as never,
  };

  /** A visitor without a session is not asked to renew one. */
  const mayHaveToken = ({ isPublic, isTokenOptional }: Operation): boolean =>
    !isPublic && (!isTokenOptional || options.token !== undefined || session.current() !== undefined);

  const accessToken = () => (options.token ?? session.accessToken)();

  async function renew(token: string, failure: SugangError): Promise<void> {
    if (options.token || !(await session.renew(token))) throw failure;
  }

  function pauseAfter(attempt: number, failure: SugangError, isRepeatable: boolean): number {
    const pauseMs = attempt > retries ? undefined : pauseBefore(attempt, failure, isRepeatable);
    if (pauseMs === undefined) throw failure;
    return pauseMs;
  }

  async function answered<T>(
    { target, ...request }: PreparedRequest,
    { accept }: Operation,
    { signal, onResponse }: CallOptions,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    const limits = [signal, accept === EVENT_STREAM ? undefined : AbortSignal.timeout(timeoutMs)];
    const limit = AbortSignal.any(limits.filter((each) => each !== undefined));
    const noResponse = (cause: unknown): never => {
      throw SugangError.noResponse(cause);
    };
    const response = await send(target, { ...request, redirect: 'error', signal: limit }).catch(noResponse);
    if (!response.ok) throw await SugangError.from(response);
    onResponse?.(response);
    return read(response).catch(noResponse);
  }

  const session = sessionOf(client, url, options);
  return { ...client, session };
}

function requestOf(
  url: string,
  operation: Operation,
  input: Input,
  { headers, ifMatch }: CallOptions,
): PreparedRequest {
  const { method, path, accept = 'application/json' } = operation;
  const rest = { ...input };
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  const request = { target: `${url}${filled}`, method, headers: new Headers({ accept, ...headers }) };
  set(request.headers, 'if-match', ifMatch);
  if (operation.input === 'query') return { ...request, target: `${request.target}${queryOf(rest)}` };
  // The body of a POST may be optional; a PUT replaces something with what its body says, if only `{}`.
  const isOptional = operation.method !== 'PUT' && Object.keys(rest).length === 0;
  if (operation.input !== 'body' || isOptional) return request;
  request.headers.set('content-type', 'application/json');
  return { ...request, body: JSON.stringify(rest) };
}

/** @throws the reason of an aborted signal, and what is not a failed request */
function failureOf(error: unknown, signal: AbortSignal | undefined): SugangError {
  if (signal?.aborted) throw signal.reason;
  if (!(error instanceof SugangError)) throw error;
  return error;
}

function queryOf(input: Input): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input)) {
    for (const each of [value].flat() as (string | number | boolean | undefined)[])
      if (each !== undefined) query.append(name, String(each));
  }
  return query.size > 0 ? `?${query}` : '';
}

/** A refresh returns the same tokens again for 20 seconds, and a second logout has no effect. */
const isRepeatableByItself = ({ method, path }: Operation): boolean =>
  ['GET', 'PUT', 'DELETE'].includes(method) || /\/auth\/(refresh|logout)$/.test(path);

function set(headers: Headers, name: string, value: string | undefined): void {
  if (value) headers.set(name, value);
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return isJson && text ? (JSON.parse(text) as unknown) : text || undefined;
}
