import { markRead } from '#client';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { dayAndTime } from '../format.js';
import { m } from '../messages/messages.js';
import { sugang } from '../session/session.js';
import { Empty, Failure, ShowMore, Skeleton } from '../ui/states.js';
import { MyPageFrame } from './my-page-frame.js';
import { notifications } from './queries.js';

export default function NotificationsPage() {
  return (
    <MyPageFrame>
      <Notifications />
    </MyPageFrame>
  );
}

function Notifications() {
  const client = useQueryClient();
  const list = useInfiniteQuery(notifications());
  const { data, error, refetch } = list;
  const read = useMutation({
    mutationFn: () => markRead(sugang, {}),
    onSettled: () => client.invalidateQueries({ queryKey: ['my-page', 'notifications'] }),
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
      {read.error && <Failure error={read.error} />}
      <ul className="messages">
        {items.map(({ id, title, body, sentAt, readAt, registrationId }) => (
          <li key={id} className={readAt === null ? 'unread' : ''}>
            <h2>
              <Link to="/my-page/registrations/$id" params={{ id: registrationId }}>
                {title}
              </Link>
            </h2>
            <p>{body}</p>
            <time className="meta" dateTime={sentAt}>
              {dayAndTime(sentAt)}
            </time>
          </li>
        ))}
      </ul>
      <ShowMore list={list} />
    </>
  );
}
