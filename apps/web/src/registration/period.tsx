import { getTime, type Schemas } from '#client';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { clock, dayAndTime } from '../format.js';
import { availability } from '../lectures/queries.js';
import { m } from '../messages/messages.js';
import { sugang } from '../session/session.js';
import { learnExactTime, useTimeLeft } from '../server-time.js';

const exactTime = queryOptions({
  queryKey: ['time'],
  queryFn: async ({ signal }) => {
    const sentAt = Date.now();
    const { serverTime } = await getTime(sugang, {}, { signal });
    learnExactTime(serverTime, sentAt);
    return serverTime;
  },
  staleTime: Infinity,
});

interface Props {
  lecture: Pick<Schemas['Lecture'], 'id' | 'registrationOpensAt' | 'registrationClosesAt'>;
  children: ReactNode;
}

/** Shows the form while registration is open. The server's clock decides, so the countdown follows it. */
export function WithinPeriod({ lecture, children }: Props) {
  const { data } = useQuery({ ...availability(lecture.id), enabled: false });
  const opensAt = data ? data.opensAt : lecture.registrationOpensAt;
  const closesAt = data ? data.closesAt : lecture.registrationClosesAt;
  const opensIn = useTimeLeft(opensAt);
  const closesIn = useTimeLeft(closesAt);
  const client = useQueryClient();
  const isAwaited = opensAt !== undefined && opensIn > 0;
  useQuery({ ...exactTime, enabled: isAwaited });
  useEffect(() => {
    if (!isAwaited) void client.invalidateQueries({ queryKey: ['availability', lecture.id] });
  }, [isAwaited, client, lecture.id]);

  if (isAwaited) {
    return (
      <div className="notice waiting">
        <p className="notice-title">{m.not_open_yet()}</p>
        <p>{m.opens_at({ at: dayAndTime(opensAt) })}</p>
        <p className="countdown" role="timer" aria-label={m.opens_in()}>
          {clock(opensIn)}
        </p>
      </div>
    );
  }
  if (closesAt === undefined) return children;
  if (closesIn === 0) {
    return (
      <div className="notice">
        <p className="notice-title">{m.registration_closed()}</p>
        <p>{m.closed_at({ at: dayAndTime(closesAt) })}</p>
      </div>
    );
  }
  return (
    <>
      {children}
      <p className="hint">{m.closes_at({ at: dayAndTime(closesAt) })}</p>
    </>
  );
}
