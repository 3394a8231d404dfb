import { createSugang, logOut, restoreSession, SugangError, type Session } from '#client';
import { useSyncExternalStore } from 'react';
import { getLocale } from '../messages/runtime.js';
import { queryClient } from '../query-client.js';
import { learnServerTime } from '../server-time.js';

/** Marks a browser that has a session, so that other visitors send no refresh request. Scripts cannot read the cookie itself. */
const MARK = 'sugang-signed-in';

/** The identity provider that manages the accounts, if it is not Sugang itself: then no form of these pages can sign in. */
export const externalIssuer = document.querySelector<HTMLMetaElement>('meta[name="sugang-issuer"]')?.content;

let session: Session | undefined;
const listeners = new Set<() => void>();

export const sugang = createSugang({
  session: 'cookie',
  async fetch(target, request) {
    const headers = new Headers(request?.headers);
    headers.set('accept-language', getLocale());
    const response = await fetch(target, { ...request, headers });
    learnServerTime(response);
    return response;
  },
  onSession(changed) {
    const isAnother = session !== undefined && changed !== undefined && session.account.id !== changed.account.id;
    session = changed;
    if (changed) localStorage.setItem(MARK, 'yes');
    else localStorage.removeItem(MARK);
    // Data of one account must not be shown to another.
    if (isAnother) queryClient.clear();
    for (const listener of listeners) listener();
  },
});

/** The session of an earlier visit. The page also starts if the server cannot be reached. */
export const restored: Promise<unknown> =
  localStorage.getItem(MARK) === null ? Promise.resolve() : restoreSession(sugang).catch(ignoreRefusal);

export const currentSession = (): Session | undefined => session;

export const useSession = (): Session | undefined => useSyncExternalStore(subscribe, currentSession);

export async function signOut(): Promise<void> {
  await logOut(sugang).catch(ignoreRefusal);
  queryClient.clear();
}

/** Until a request succeeds, the page is shown as to a visitor. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof SugangError)) throw error;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
