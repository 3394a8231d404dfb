import type { Schemas } from '#client';
import { useMutation, useQueryClient, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { dayAndTime } from '../format.js';
import { m } from '../messages/messages.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { Empty, Failure, ShowMore, Skeleton } from '../ui/states.js';

type Message = Schemas['Notification'] | Schemas['StaffNotification'];

interface Props<Each extends Message> {
  list: UseInfiniteQueryResult<InfiniteData<{ items: Each[]; unread: number }>>;
  queryKey: readonly unknown[];
  markRead: () => Promise<unknown>;
  /** Links to what the message is about. */
  titleOf: (message: Each) => ReactNode;
}

export function MessageList<Each extends Message>({ list, queryKey, markRead, titleOf }: Props<Each>) {
  const client = useQueryClient();
  const withSession = useWithSession();
  const { data, error, refetch } = list;
  const read = useMutation({
    mutationFn: () => withSession(markRead),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} />;
  const items = data.pages.flatMap(({ items: page }) => page);
  if (items.length === 0) return <Empty title={m.no_notifications()} />;
  const unread = data.pages[0]!.unread;
  return (
    <>
      <div className="list-tools">
        <p className="meta">{m.unread_count({ count: unread })}</p>
        {unread > 0 && (
          <button type="button" disabled={read.isPending} onClick={() => read.mutate()}>
            {m.mark_all_read()}
          </button>
        )}
      </div>
      {read.error && !(read.error instanceof SignInDismissed) && <Failure error={read.error} />}
      <ul className="messages">
        {items.map((message) => (
          <li key={message.id} className={message.readAt === null ? 'unread' : ''}>
            <h2>{titleOf(message)}</h2>
            <p>{message.body}</p>
            <time className="meta" dateTime={message.sentAt}>
              {dayAndTime(message.sentAt)}
            </time>
          </li>
        ))}
      </ul>
      <ShowMore list={list} />
    </>
  );
}
