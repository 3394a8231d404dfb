import { createSugang, restoreSession, type Session } from '@sugang/client';
import { useSyncExternalStore } from 'react';

let session: Session | undefined;
const listeners = new Set<() => void>();

export const sugang = createSugang({
  url: import.meta.env.VITE_SUGANG_URL ?? 'http://localhost:8080',
  session: 'cookie',
  onSession: (changed) => {
    session = changed;
    for (const listener of listeners) listener();
  },
});

/** The session of an earlier visit; the page waits for it, so that a signed-in student sees no login form. */
export const restored = restoreSession(sugang);

export const useSession = (): Session | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => session,
  );
