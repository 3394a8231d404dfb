import type { Schemas } from '#client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { category, day, dayAndTime, money, number, time, weekday } from '../format.js';
import { m } from '../messages/messages.js';
import { serverNow } from '../server-time.js';
import { Empty, Failure, ShowMore, Skeleton } from '../ui/states.js';
import { Filters, SearchBox, SortBox } from './filters.js';
import { lectureList } from './queries.js';
import { hasFilters, parseSearch, type LectureSearch } from './search.js';
import { Seats } from './seats.js';

const route = getRouteApi('/');

export function ListPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const onChange = useCallback(
    (change: LectureSearch) =>
      void navigate({ search: (known) => parseSearch({ ...known, ...change }), replace: true, resetScroll: false }),
    [navigate],
  );
  return (
    <>
      <div className="list-head">
        <h1>{m.lectures()}</h1>
        <SearchBox search={search} onChange={onChange} />
      </div>
      <div className="list-layout">
        <details className="filter-drawer" open={window.matchMedia('(min-width: 60rem)').matches}>
          <summary>{m.filters()}</summary>
          <Filters search={search} onChange={onChange} />
        </details>
        <section aria-label={m.lectures()}>
          <div className="list-tools">
            <SortBox search={search} onChange={onChange} />
          </div>
          <Lectures search={search} />
        </section>
      </div>
    </>
  );
}

function Lectures({ search }: { search: LectureSearch }) {
  const list = useInfiniteQuery(lectureList(search));
  const { data, error, refetch, isPlaceholderData } = list;
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={5} />;
  const lectures = data.pages.flatMap(({ items }) => items);
  if (lectures.length === 0) return <NoLectures search={search} />;
  return (
    <>
      <ul className={isPlaceholderData ? 'rows fading' : 'rows'} aria-busy={isPlaceholderData}>
        {lectures.map((lecture) => (
          <Row key={lecture.id} lecture={lecture} />
        ))}
      </ul>
      <ShowMore list={list} />
    </>
  );
}

function NoLectures({ search }: { search: LectureSearch }) {
  if (!hasFilters(search)) return <Empty title={m.no_lectures_yet()} />;
  return (
    <Empty title={m.no_lectures_found()}>
      <p>{m.no_lectures_found_hint()}</p>
      <Link to="/" className="button">
        {m.clear_filters()}
      </Link>
    </Empty>
  );
}

const isAwaited = (
  lecture: Schemas['ListedLecture'],
): lecture is Schemas['ListedLecture'] & { registrationOpensAt: string } =>
  lecture.registrationOpensAt !== undefined && Date.parse(lecture.registrationOpensAt) > serverNow();

function Row({ lecture }: { lecture: Schemas['ListedLecture'] }) {
  const { id, title, description, instructor, fee, sessions, availability } = lecture;
  const [first] = sessions;
  return (
    <li className="row">
      {first && (
        <time className="when" dateTime={first.startsAt}>
          <strong>{day(first.startsAt)}</strong>
          <span>{weekday(first.startsAt)}</span> <span>{time(first.startsAt)}</span>
        </time>
      )}
      <div className="what">
        <p className="eyebrow">{category(lecture.category)}</p>
        <h2>
          <Link to="/lectures/$id" params={{ id }}>
            {title}
          </Link>
        </h2>
        <p className="description">{description}</p>
        <p className="meta">
          {instructor.name} · {m.session_count({ count: sessions.length })}
          {isAwaited(lecture) && ` · ${m.opens_at({ at: dayAndTime(lecture.registrationOpensAt) })}`}
        </p>
      </div>
      <div className="how">
        <p className="fee">{money(fee)}</p>
        {availability ? (
          <Seats {...availability} />
        ) : (
          <p className="meta">{m.capacity_of({ capacity: number(lecture.capacity) })}</p>
        )}
      </div>
    </li>
  );
}
