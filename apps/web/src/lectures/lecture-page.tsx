import type { Schemas } from '#client';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { category, dayAndTime, longDay, money, timeRange, timeZone } from '../format.js';
import { m } from '../messages/messages.js';
import { Failure, Skeleton } from '../ui/states.js';
import { useLiveAvailability } from './live-availability.js';
import { lecture as lectureQuery } from './queries.js';
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
        <article className="lecture">
          <title>{`${lecture.title} · Sugang`}</title>
          <header>
            <p className="eyebrow">{category(lecture.category)}</p>
            <h1>{lecture.title}</h1>
            <p className="by">{lecture.instructor.name}</p>
            <p className="description">{lecture.description}</p>
          </header>
          <aside aria-label={m.registration()}>
            <p className="price">{money(lecture.fee)}</p>
            <LiveSeats id={id} />
            <Suspense fallback={<Skeleton lines={4} />}>
              <RegistrationPanel lecture={lecture} />
            </Suspense>
          </aside>
          <div className="body">
            <Sessions sessions={lecture.sessions} />
            <RefundSchedule lecture={lecture} />
          </div>
        </article>
      )}
    </>
  );
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

function RefundSchedule({ lecture: { fee, refundTiers } }: { lecture: Schemas['Lecture'] }) {
  if (!refundTiers || fee.amount === 0) return null;
  return (
    <section aria-labelledby="refunds">
      <h2 id="refunds">{m.refund_schedule()}</h2>
      <ul>
        {refundTiers.map(({ until, refund }) => (
          <li key={until}>{refundStep(refund, dayAndTime(until))}</li>
        ))}
      </ul>
    </section>
  );
}

export function refundStep(share: string, at: string): string {
  if (share === '1') return m.refund_full({ at });
  return share === '0' ? m.refund_none({ at }) : m.refund_step({ share, at });
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
