import { followMyPage, type Schemas } from '#client';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { sugang } from '../session/session.js';

type View = Schemas['ViewDocument'];
type Message = { view: View } | { reset: true } | { live: boolean };

let isLive = false;
const listeners = new Set<() => void>();

export const useIsLive = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isLive,
  );

function setLive(value: boolean): void {
  isLive = value;
  for (const listener of listeners) listener();
}

/** One stream for all tabs: the tab that holds the lock reads it and broadcasts every change. When this tab closes, another one takes over. */
export function useLiveMyPage(accountId: string | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (accountId === undefined) return;
    const leaving = new AbortController();
    const name = `sugang my page ${accountId}`;
    const channel = new BroadcastChannel(name);
    const apply = (message: Message) => applyTo(client, message);
    channel.onmessage = ({ data }: { data: Message }) => apply(data);
    const publish = (message: Message) => {
      apply(message);
      channel.postMessage(message);
    };
    navigator.locks
      .request(name, { signal: leaving.signal }, () => read(publish, leaving.signal))
      .catch((error: unknown) => {
        if (!leaving.signal.aborted) throw error;
      });
    return () => {
      leaving.abort();
      channel.close();
      setLive(false);
    };
  }, [accountId, client]);
}

async function read(publish: (message: Message) => void, signal: AbortSignal): Promise<void> {
  // The stream does not contain changes from before it was opened.
  const onResponse = () => {
    publish({ live: true });
    publish({ reset: true });
  };
  try {
    for await (const { event, data } of followMyPage(sugang, {}, { signal, onResponse })) {
      if (event === 'registration') publish({ view: data });
      if (event === 'reset') publish({ reset: true });
    }
  } finally {
    if (!signal.aborted) publish({ live: false });
  }
}

interface Page {
  items: View[];
}

function applyTo(client: QueryClient, message: Message): void {
  if ('live' in message) return setLive(message.live);
  setLive(true);
  if ('view' in message) {
    const { view } = message;
    client.setQueryData(['my-page', 'one', view.registrationId], view);
    client.setQueriesData<{ pages: Page[] }>({ queryKey: ['my-page', 'list'] }, (list) => list && replaced(list, view));
  }
  for (const queryKey of [['my-page'], ['registration'], ['availability']]) void client.invalidateQueries({ queryKey });
}

const replaced = <List extends { pages: Page[] }>(list: List, view: View): List => ({
  ...list,
  pages: list.pages.map((page) => ({
    ...page,
    items: page.items.map((known) => (known.registrationId === view.registrationId ? view : known)),
  })),
});
