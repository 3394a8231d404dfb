import type { Operation } from './operation.js';
import type { Session } from './shared-session.js';
import type { Sugang } from './sugang.js';

const LOG_IN: Operation = { method: 'POST', path: '/api/v1/auth/login', input: 'body', isPublic: true };
const LOG_OUT: Operation = { method: 'POST', path: '/api/v1/auth/logout', input: 'body', isPublic: true };
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
