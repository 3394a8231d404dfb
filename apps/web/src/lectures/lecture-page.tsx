import type { Schemas } from '#client';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { category, longDay, money, moneyRange, timeRange, timeZone } from '../format.js';
import { m } from '../messages/messages.js';
import { Failure, Skeleton } from '../ui/states.js';
import { useLiveAvailability } from './live-availability.js';
import { lecture as lectureQuery } from './queries.js';
import { RefundSchedule } from './refund-schedule.js';
import { Seats } from './seats.js';

const RegistrationPanel = lazy(() => import('../registration/registration-panel.js'));

const route = getRouteApi('/lectures/$id');

export default function LecturePage() {
  const { id } = route.useParams();
  const { data: lecture, error, refetch } = useQuery(lectureQuery(id));
  return (
    <>
      <p className="back">
        <Link to="/">← {m.all_lectures()}</Link>
      </p>
      {error && !lecture && <Failure error={error} onRetry={() => void refetch()} />}
      {!error && !lecture && <Skeleton lines={6} />}
      {lecture && (
        <article className={lecture.seating ? 'lecture with-seats' : 'lecture'}>
          <title>{`${lecture.title} · Sugang`}</title>
          <header>
            <p className="eyebrow">{category(lecture.category)}</p>
            <h1>{lecture.title}</h1>
            <p className="by">{lecture.instructor.name}</p>
            <p className="description">{lecture.description}</p>
          </header>
          <aside aria-label={m.registration()}>
            <p className="price">{feeText(lecture)}</p>
            <LiveSeats id={id} />
            <Suspense fallback={<Skeleton lines={4} />}>
              <RegistrationPanel lecture={lecture} />
            </Suspense>
          </aside>
          <div className="body">
            <Sessions sessions={lecture.sessions} />
            <RefundSchedule fee={lecture.fee} tiers={lecture.refundTiers} start={lecture.sessions[0]?.startsAt} />
          </div>
        </article>
      )}
    </>
  );
}

function feeText({ fee, seating, maxPlaces = 1 }: Schemas['Lecture']): string {
  const fees = (seating?.rows ?? []).map((row) => row.fee ?? fee).sort((one, other) => one.amount - other.amount);
  const [lowest = fee, highest = fee] = [fees[0], fees.at(-1)];
  if (lowest.amount < highest.amount) return moneyRange(lowest, highest);
  return maxPlaces > 1 && lowest.amount > 0 ? m.fee_per_place({ fee: money(lowest) }) : money(lowest);
}

function LiveSeats({ id }: { id: string }) {
  const { data, error } = useLiveAvailability(id);
  if (data) {
    return (
      <div className="live-seats" aria-live="polite">
        <Seats {...data} />
        {error ? <p className="meta">{m.seats_not_fresh()}</p> : null}
      </div>
    );
  }
  return <p className="meta">{error ? m.seats_unknown() : m.loading()}</p>;
}

export function Sessions({ sessions }: { sessions: Schemas['Session'][] }) {
  return (
    <section className="sessions" aria-labelledby="sessions">
      <h2 id="sessions">{m.session_count({ count: sessions.length })}</h2>
      <p className="hint">{m.times_in({ zone: timeZone() })}</p>
      <ol>
        {sessions.map(({ startsAt, endsAt, place, url }) => (
          <li key={startsAt}>
            <time dateTime={startsAt}>
              <strong>{longDay(startsAt)}</strong> <span>{timeRange(startsAt, endsAt)}</span>
            </time>
            <span className="meta">
              {place} {url && <a href={url}>{m.online()}</a>}
              {!place && !url && m.online()}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
