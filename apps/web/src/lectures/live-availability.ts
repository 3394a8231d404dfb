import { followAvailability, SugangError, type Schemas } from '#client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sugang } from '../session/session.js';
import { availability } from './queries.js';

const POLL_MS = 3_000;
/** A stream that was cut off is silent for a while before it is noticed. */
const CHECK_MS = 20_000;

/** The seats of a lecture, from a stream while the tab is visible: over HTTP/1.1 a browser opens six connections per site. Polls without a stream. */
export function useLiveAvailability(id: string) {
  const client = useQueryClient();
  const [isLive, setIsLive] = useState(false);
  useEffect(() => {
    const { queryKey } = availability(id);
    let leaving = new AbortController();
    const show = (data: Schemas['Availability']) => {
      setIsLive(true);
      client.setQueryData(queryKey, data);
    };
    const toggle = () => {
      leaving.abort();
      setIsLive(false);
      if (document.visibilityState === 'hidden') return;
      const { signal } = (leaving = new AbortController());
      void read(id, show, signal).then(() => !signal.aborted && setIsLive(false));
    };
    const cutOff = () => {
      leaving.abort();
      setIsLive(false);
    };
    toggle();
    document.addEventListener('visibilitychange', toggle);
    window.addEventListener('offline', cutOff);
    window.addEventListener('online', toggle);
    return () => {
      document.removeEventListener('visibilitychange', toggle);
      window.removeEventListener('offline', cutOff);
      window.removeEventListener('online', toggle);
      leaving.abort();
    };
  }, [id, client]);
  return useQuery({ ...availability(id), refetchInterval: isLive ? CHECK_MS : POLL_MS });
}

/** Ends when the stream is refused, such as by too many viewers in one network. */
async function read(id: string, show: (data: Schemas['Availability']) => void, signal: AbortSignal): Promise<void> {
  try {
    for await (const { data } of followAvailability(sugang, { id }, { signal })) show(data);
  } catch (error) {
    if (!signal.aborted && !(error instanceof SugangError)) throw error;
  }
}
