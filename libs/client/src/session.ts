import type { Schemas } from './operation-types.js';
import { SugangError } from './sugang-error.js';
import type { Operation, PreparedRequest, Sugang } from './sugang.js';
import { sharedSession } from './shared-session.js';

export type SessionKind = 'token' | 'cookie';

/** Such as `localStorage`. */
export interface TokenStorage {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

export interface Session {
  accessToken: string;
  /** By the clock of this machine, in milliseconds. */
  expiresAt: number;
  /** Absent for a session in a cookie. */
  refreshToken?: string;
  account: Schemas['Account'];
}

export interface SessionOptions {
  /** `cookie`, for browsers: no script can read the refresh token. `token` (default): it is in `storage`. */
  session?: SessionKind;
  /** Where sessions with a `token` are, by default in memory. */
  storage?: TokenStorage;
  /** Called when a session begins or ends, also in another tab. */
  onSession?: (session: Session | undefined) => void;
}

export interface OpenSession {
  readonly kind: SessionKind;
  current(): Session | undefined;
  accessToken(): Promise<string | undefined>;
  /** A new access token in place of one that was refused; undefined when the session has ended. @throws SugangError */
  renew(refused: string | undefined): Promise<Session | undefined>;
  begin(tokens: Schemas['Tokens']): Session;
  end(): void;
  prepared(operation: Operation, request: PreparedRequest): PreparedRequest;
}

export const LOG_IN: Operation = { method: 'POST', path: '/api/v1/auth/login', input: 'body', isPublic: true };
export const LOG_OUT: Operation = { method: 'POST', path: '/api/v1/auth/logout', input: 'body', isPublic: true };
const REFRESH: Operation = { method: 'POST', path: '/api/v1/auth/refresh', input: 'body', isPublic: true };

/** An access token is renewed this long before it expires, in milliseconds. */
const MARGIN_MS = 10_000;

export function sessionOf(client: Pick<Sugang, 'call'>, url: string, options: SessionOptions): OpenSession {
  const kind = options.session ?? 'token';
  const shared = sharedSession(`sugang ${url}`, kind, options);
  let renewing: Promise<Session | undefined> | undefined;
  let isOver = false;

  const isUsable = (session: Session | undefined, refused?: string): boolean =>
    session !== undefined && session.accessToken !== refused && session.expiresAt - MARGIN_MS > Date.now();

  const session: OpenSession = {
    kind,
    current: () => shared.current(),
    async accessToken() {
      const current = shared.current();
      if (isUsable(current)) return current?.accessToken;
      const mayRenew = kind === 'cookie' ? !isOver : current?.refreshToken !== undefined;
      return mayRenew ? (await session.renew(current?.accessToken))?.accessToken : undefined;
    },
    renew(refused) {
      renewing ??= shared
        .exclusively((current) => isUsable(current, refused), refreshed)
        .finally(() => (renewing = undefined));
      return renewing;
    },
    begin({ accessToken, expiresIn, refreshToken, account }) {
      isOver = false;
      const expiresAt = Date.now() + expiresIn * 1000;
      const begun = { accessToken, expiresAt, account, ...(refreshToken !== undefined && { refreshToken }) };
      shared.publish(begun);
      return begun;
    },
    end() {
      isOver = true;
      shared.publish(undefined);
    },
    prepared: ({ path }, request) =>
      kind === 'cookie' && path.startsWith('/api/v1/auth/') ? withCookie(request) : request,
  };

  async function refreshed(): Promise<Session | undefined> {
    const refreshToken = shared.current()?.refreshToken;
    if (kind === 'token' && refreshToken === undefined) return undefined;
    try {
      const tokens = await client.call<'session.refresh'>(REFRESH, kind === 'token' ? { refreshToken } : {});
      return session.begin(tokens);
    } catch (error) {
      if (!(error instanceof SugangError) || error.status !== 401) throw error;
      session.end();
      return undefined;
    }
  }

  return session;
}

/** The header proves that a script of an allowed page sent the request. */
function withCookie(request: PreparedRequest): PreparedRequest {
  request.headers.set('x-csrf', '1');
  return { ...request, credentials: 'include' };
}

/** Begins a session, for all requests from now on. @throws SugangError BAD_CREDENTIALS, RATE_LIMITED */
export async function logIn(sugang: Sugang, credentials: { email: string; password: string }): Promise<Session> {
  const { session } = sugang;
  const input = session.kind === 'cookie' ? { ...credentials, session: 'cookie' } : credentials;
  return session.begin(await sugang.call<'session.logIn'>(LOG_IN, input));
}

/** The session of an earlier visit, or undefined. Call it when the page is loaded. */
export async function restoreSession(sugang: Sugang): Promise<Session | undefined> {
  await sugang.session.accessToken();
  return sugang.session.current();
}

/** Ends the session, on this machine even if the server cannot be reached. */
export async function logOut(sugang: Sugang): Promise<void> {
  const refreshToken = sugang.session.current()?.refreshToken;
  try {
    if (sugang.session.kind === 'cookie' || refreshToken !== undefined)
      await sugang.call<'session.logOut'>(LOG_OUT, refreshToken === undefined ? {} : { refreshToken });
  } finally {
    sugang.session.end();
  }
}
