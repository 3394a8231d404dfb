import type { Schemas } from '#client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { day, dayAndTime, money, number, time, weekday } from '../format.js';
import { m } from '../messages/messages.js';
import { AwaitingPayment } from '../registration/awaiting-payment.js';
import { placesText } from '../registration/place-texts.js';
import type { Outcome } from '../registration/queries.js';
import { Empty, Failure, ShowMore, Skeleton } from '../ui/states.js';
import { useIsLive } from './live.js';
import { MyPageFrame } from './my-page-frame.js';
import { registrations, STATUSES, summary } from './queries.js';
import { paymentText, reasonOf, Status, statusText } from './status.js';

type View = Schemas['ViewDocument'];

const route = getRouteApi('/my-page');

export default function MyPage() {
  return (
    <MyPageFrame>
      <Summary />
      <All />
    </MyPageFrame>
  );
}

function Summary() {
  const { data, error, refetch } = useQuery(summary());
  const isLive = useIsLive();
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} />;
  const waiting = data.upcoming.filter(({ status }) => status === 'AWAITING_PAYMENT');
  const confirmed = data.upcoming.filter(({ status }) => status !== 'AWAITING_PAYMENT');
  return (
    <>
      <dl className="totals">
        <div>
          <dt>{m.status_confirmed()}</dt>
          <dd>{number(data.counts['CONFIRMED'] ?? 0)}</dd>
        </div>
        <div>
          <dt>{m.status_awaiting_payment()}</dt>
          <dd>{number(data.counts['AWAITING_PAYMENT'] ?? 0)}</dd>
        </div>
        <div>
          <dt>{m.total_paid()}</dt>
          <dd>{money(data.totalPaid).replace(m.free_of_charge(), '₩0')}</dd>
        </div>
      </dl>
      <p className={isLive ? 'freshness live' : 'freshness'}>{isLive ? m.live() : m.as_of({ at: time(data.asOf) })}</p>
      {waiting.map((view) => (
        <Waiting key={view.registrationId} view={view} />
      ))}
      <section aria-labelledby="upcoming">
        <h2 id="upcoming">{m.upcoming()}</h2>
        {confirmed.length === 0 ? (
          <Empty title={m.nothing_upcoming()}>
            <Link to="/" className="button">
              {m.find_lecture()}
            </Link>
          </Empty>
        ) : (
          <ul className="rows">
            {confirmed.map((view) => (
              <Upcoming key={view.registrationId} view={view} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function Waiting({ view }: { view: View }) {
  const [outcome, setOutcome] = useState<Outcome>();
  const { registrationId: id, lecture, holdExpiresAt } = view;
  if (holdExpiresAt === null) return null;
  return (
    <section className="card" aria-label={lecture.title ?? m.registration()}>
      <h2>
        <Link to="/my-page/registrations/$id" params={{ id }}>
          {lecture.title}
        </Link>
      </h2>
      <AwaitingPayment
        registration={{ ...view, id }}
        lecture={{ title: lecture.title ?? '', sessions: lecture.sessions }}
        outcome={outcome}
        onOutcome={setOutcome}
      />
    </section>
  );
}

function Upcoming({ view }: { view: View }) {
  const { registrationId: id, lecture, status } = view;
  const next = lecture.nextSession ?? lecture.sessions[0];
  return (
    <li className="row">
      {next && (
        <time className="when" dateTime={next.startsAt}>
          <strong>{day(next.startsAt)}</strong>
          <span>{weekday(next.startsAt)}</span> <span>{time(next.startsAt)}</span>
        </time>
      )}
      <div className="what">
        <h3>
          <Link to="/my-page/registrations/$id" params={{ id }}>
            {lecture.title}
          </Link>
        </h3>
        <p className="meta">
          {lecture.instructorName} · {next?.place ?? m.online()} {next?.url && <a href={next.url}>{m.join_online()}</a>}
        </p>
        {placesText(view) && <p className="meta">{placesText(view)}</p>}
      </div>
      {status !== 'CONFIRMED' && (
        <div className="how">
          <Status status={status} />
          {view.holdExpiresAt && <p className="meta">{m.decided_by({ at: dayAndTime(view.holdExpiresAt) })}</p>}
        </div>
      )}
    </li>
  );
}

const isCancelRequested = ({ status, cancelRequest }: View): boolean =>
  status === 'CONFIRMED' && cancelRequest?.refusedAt === null;

function All() {
  const { status } = route.useSearch();
  const list = useInfiniteQuery(registrations(status));
  const { data, error, refetch } = list;
  const views = data?.pages.flatMap(({ items }) => items);
  return (
    <section aria-labelledby="all">
      <h2 id="all">{m.all_registrations()}</h2>
      <nav className="tabs" aria-label={m.status()}>
        <Link to="/my-page" search={{}} activeOptions={{ exact: true, includeSearch: true }} resetScroll={false}>
          {m.all()}
        </Link>
        {STATUSES.map((each) => (
          <Link key={each} to="/my-page" search={{ status: each }} resetScroll={false}>
            {statusText(each)}
          </Link>
        ))}
      </nav>
      {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!error && !views && <Skeleton lines={3} />}
      {views?.length === 0 && <Empty title={m.no_registrations()} />}
      <ul className="rows compact">
        {views?.map((view) => (
          <li className="row" key={view.registrationId}>
            <div className="what">
              <h3>
                <Link to="/my-page/registrations/$id" params={{ id: view.registrationId }}>
                  {view.lecture.title ?? '…'}
                </Link>
              </h3>
              <p className="meta">
                {[
                  view.lecture.firstSessionAt && dayAndTime(view.lecture.firstSessionAt),
                  placesText(view),
                  reasonOf(view),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <div className="how">
              <Status status={view.status} />
              {isCancelRequested(view) && <span className="status">{m.cancel_request_pending()}</span>}
              <p className="meta">
                {money(view.fee)}
                {view.fee.amount > 0 && paymentText(view) ? ` · ${paymentText(view)}` : ''}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <ShowMore list={list} />
    </section>
  );
}
