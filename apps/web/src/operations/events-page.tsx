import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../messages/messages.js';
import { getLocale } from '../messages/runtime.js';
import { Empty, Failure, Skeleton } from '../ui/states.js';
import { OperationsFrame, ShortId, Tag } from './frame.js';
import { recentEvents } from './queries.js';

export default function EventsPage() {
  return (
    <OperationsFrame>
      <Events />
    </OperationsFrame>
  );
}

const timeOf = (at: string): string =>
  new Intl.DateTimeFormat(getLocale(), { timeStyle: 'medium' }).format(new Date(at));

function Events() {
  const [isPaused, setIsPaused] = useState(false);
  const { data, error, refetch } = useQuery(recentEvents(isPaused));
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  return (
    <section aria-label={m.events()}>
      <div className="list-tools">
        <p className={isPaused || error ? 'freshness' : 'freshness live'}>{isPaused ? m.paused() : m.live()}</p>
        <button type="button" aria-pressed={isPaused} onClick={() => setIsPaused(!isPaused)}>
          {isPaused ? m.resume() : m.pause()}
        </button>
      </div>
      {data.items.length === 0 && <Empty title={m.no_events()} />}
      <ol className="events">
        {data.items.map(({ id, service, name, subject, time, publishedAt }) => (
          <li key={id}>
            <time dateTime={time}>{timeOf(time)}</time>
            <div>
              <code>{name}</code>
              <span className="meta">
                {service} · <ShortId id={subject} />
              </span>
            </div>
            <Tag tone={publishedAt === null ? 'warning' : 'good'}>
              {publishedAt === null ? m.event_waits() : m.event_published()}
            </Tag>
          </li>
        ))}
      </ol>
    </section>
  );
}
