import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { day, money, number, time, weekday } from '../format.js';
import { m } from '../messages/messages.js';
import { SearchBox } from '../lectures/filters.js';
import { Empty, Failure, ShowMore, Skeleton } from '../ui/states.js';
import { LectureStatus } from './lecture-status.js';
import { managedLectures } from './queries.js';
import { TeachingFrame } from './teaching-frame.js';

const route = getRouteApi('/teaching');

export default function TeachingPage() {
  return (
    <TeachingFrame>
      <Lectures />
    </TeachingFrame>
  );
}

function Lectures() {
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(managedLectures(q));
  const { data, error, refetch } = list;
  const lectures = data?.pages.flatMap(({ items }) => items);
  return (
    <section aria-label={m.teaching()}>
      <SearchBox
        search={{ q }}
        onChange={(change) => void navigate({ search: change.q ? { q: change.q } : {}, replace: true })}
      />
      {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!error && !lectures && <Skeleton lines={4} />}
      {lectures?.length === 0 && <Empty title={q ? m.no_lectures_found() : m.no_own_lectures()} />}
      <ul className="rows">
        {lectures?.map(({ id, title, status, sessions, fee, enrolled, capacity }) => (
          <li className="row" key={id}>
            <time className="when" dateTime={sessions[0]!.startsAt}>
              <strong>{day(sessions[0]!.startsAt)}</strong>
              <span>{weekday(sessions[0]!.startsAt)}</span> <span>{time(sessions[0]!.startsAt)}</span>
            </time>
            <div className="what">
              <h2>
                <Link to="/teaching/$id" params={{ id }}>
                  {title}
                </Link>
              </h2>
              <p className="meta">
                {money(fee)} · {m.session_count({ count: sessions.length })}
              </p>
            </div>
            <div className="how">
              <LectureStatus status={status} />
              <p className="meta">{m.enrolled_of({ enrolled: number(enrolled), capacity: number(capacity) })}</p>
            </div>
          </li>
        ))}
      </ul>
      <ShowMore list={list} />
    </section>
  );
}
