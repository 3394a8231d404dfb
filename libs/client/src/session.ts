import type { Caller, Operation, PreparedRequest, Schemas } from './operation.js';
import { sharedSession, type Session, type SessionKind, type SessionOptions } from './shared-session.js';
import { SugangError } from './sugang-error.js';

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

const REFRESH: Operation = { method: 'POST', path: '/api/v1/auth/refresh', input: 'body', isPublic: true };

/** An access token is renewed this long before it expires, in milliseconds. */
const MARGIN_MS = 10_000;

export function sessionOf(client: Caller, url: string, options: SessionOptions): OpenSession {
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

function withCookie(request: PreparedRequest): PreparedRequest {
  request.headers.set('x-csrf', '1');
  return { ...request, credentials: 'include' };
}
