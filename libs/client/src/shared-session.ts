import type { Schemas } from './operation.js';

export type SessionKind = 'token' | 'cookie';

export interface TokenStorage {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

export interface Session {
  accessToken: string;
  expiresAt: number;
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

interface Locks {
  request<T>(name: string, options: { ifAvailable: true }, work: (lock: unknown) => Promise<T>): Promise<T>;
  request<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** Maximum time in milliseconds to wait for the result of a refresh in another tab. */
const RESULT_WITHIN_MS = 500;

/** The session that all tabs share: `storage` or, for a cookie, broadcast messages keep the tabs in sync. A `token` in memory is not shared. */
export function sharedSession(name: string, kind: SessionKind, { storage, onSession }: SessionOptions) {
  let inMemory: Session | undefined;
  const received = new Set<() => void>();
  const isShared = kind === 'cookie' || storage !== undefined;
  const channel = isShared && typeof BroadcastChannel === 'function' ? new BroadcastChannel(name) : undefined;
  // Node would otherwise not exit while the channel is open.
  (channel as { unref?(): void } | undefined)?.unref?.();

  const current = (): Session | undefined => (kind === 'token' && storage ? parsed(storage.getItem(name)) : inMemory);

  let known = current();
  const announce = (session: Session | undefined): void => {
    const isAnother = known?.account.id !== session?.account.id;
    known = session;
    if (isAnother) onSession?.(session);
  };

  if (channel) {
    channel.onmessage = ({ data }: { data: unknown }) => {
      inMemory = (data as Session | null) ?? undefined;
      for (const wake of received) wake();
      announce(current());
    };
  }

  return {
    current,

    publish(session: Session | undefined): void {
      inMemory = session;
      if (kind === 'token') storage?.[session ? 'setItem' : 'removeItem'](name, JSON.stringify(session));
      const { refreshToken: _, ...message } = session ?? {};
      channel?.postMessage(session ? message : null);
      announce(session);
    },

    /** The session that `isEnough`, from this or another tab; else what `renew` returns, in one tab at a time. */
    async exclusively(
      isEnough: (session: Session | undefined) => boolean,
      renew: () => Promise<Session | undefined>,
    ): Promise<Session | undefined> {
      const locks = isShared ? (globalThis as { navigator?: { locks?: Locks } }).navigator?.locks : undefined;
      if (!locks) return renew();
      const first = await locks.request(name, { ifAvailable: true }, async (lock) =>
        lock ? { session: isEnough(current()) ? current() : await renew() } : undefined,
      );
      if (first) return first.session;
      return locks.request(name, async () => {
        if (!isEnough(current())) await nextMessage();
        return isEnough(current()) ? current() : renew();
      });
    },
  };

  function nextMessage(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        received.delete(done);
        resolve();
      };
      const timer = setTimeout(done, RESULT_WITHIN_MS);
      received.add(done);
    });
  }
}

function parsed(text: string | null): Session | undefined {
  try {
    return text === null ? undefined : (JSON.parse(text) as Session);
  } catch {
    return undefined;
  }
}
