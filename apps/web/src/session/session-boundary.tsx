import { SugangError, type Session } from '#client';
import {
  createContext,
  lazy,
  Suspense,
  use,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { currentSession, restored } from './session.js';

const SignInDialog = lazy(() => import('./sign-in-dialog.js'));

/** Runs `work` with a session; asks for one where there is none, or where it has ended, and continues after it. */
export type WithSession = <T>(work: () => Promise<T>) => Promise<T>;

const Context = createContext<WithSession>((work) => work());

export const useWithSession = (): WithSession => useContext(Context);

/** The person closed the dialog without signing in. */
export class SignInDismissed extends Error {}

/** A form stays as it is while the dialog is open, so that nothing typed is lost when a session ends. */
export function SessionBoundary({ children }: { children: ReactNode }) {
  const [reason, setReason] = useState<'none' | 'ended'>();
  const waiting = useRef<{ resolve: () => void; reject: (error: Error) => void }>(undefined);

  const signedIn = useCallback(
    (why: 'none' | 'ended') =>
      new Promise<void>((resolve, reject) => {
        waiting.current = { resolve, reject };
        setReason(why);
      }),
    [],
  );

  const withSession = useMemo<WithSession>(
    () => async (work) => {
      if (currentSession() === undefined) await signedIn('none');
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof SugangError) || error.status !== 401) throw error;
        await signedIn('ended');
        return work();
      }
    },
    [signedIn],
  );

  function close(session: Session | undefined): void {
    setReason(undefined);
    if (session) waiting.current?.resolve();
    else waiting.current?.reject(new SignInDismissed());
  }

  return (
    <Context value={withSession}>
      <Suspense fallback={null}>
        <Restored>{children}</Restored>
        {reason && <SignInDialog hasEnded={reason === 'ended'} onClose={close} />}
      </Suspense>
    </Context>
  );
}

function Restored({ children }: { children: ReactNode }) {
  use(restored);
  return children;
}
