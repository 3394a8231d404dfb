import type { Schemas } from '#client';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { day, dayAndTime, money, number, percent, time } from '../format.js';
import { m } from '../messages/messages.js';
import { SignedIn } from '../session/signed-in.js';
import { Select } from '../ui/field.js';
import { Empty, Failure, Skeleton } from '../ui/states.js';
import { Chart } from './chart.js';
import { managedLecture, occupancy, SPANS, statistics, type Span } from './queries.js';
import './statistics.css';

const route = getRouteApi('/teaching/$id/statistics');

export default function StatisticsPage() {
  const { id } = route.useParams();
  return (
    <>
      <p className="back">
        <Link to="/teaching/$id" params={{ id }}>
          ← {m.back_to_lecture()}
        </Link>
      </p>
      <SignedIn role="instructor">
        <Title id={id} />
        <Occupancy id={id} />
        <OverTime id={id} />
      </SignedIn>
    </>
  );
}

function Title({ id }: { id: string }) {
  const { data } = useQuery({ ...managedLecture(id), refetchInterval: false });
  return (
    <>
      <h1>{m.statistics()}</h1>
      <p className="by">{data?.title ?? ''}</p>
    </>
  );
}

function Occupancy({ id }: { id: string }) {
  const { data } = useQuery(occupancy(id));
  if (!data) return null;
  const { capacity, taken, held } = data;
  const free = Math.max(0, capacity - taken - held);
  const share = capacity === 0 ? 0 : taken / capacity;
  return (
    <section aria-labelledby="occupancy">
      <h2 id="occupancy">{m.occupancy()}</h2>
      <p className="occupancy" aria-hidden="true">
        <svg viewBox="0 0 100 4" preserveAspectRatio="none">
          <rect className="taken" width={share * 100} height="4" />
          <rect className="held" x={share * 100} width={capacity === 0 ? 0 : (held / capacity) * 100} height="4" />
        </svg>
      </p>
      <dl className="totals">
        <Total label={m.places_taken()} value={number(taken)} />
        <Total label={m.places_held()} value={number(held)} />
        <Total label={m.places_free()} value={number(free)} />
        <Total label={m.places_taken_share()} value={percent(share)} />
      </dl>
    </section>
  );
}

const Total = ({ label, value }: { label: string; value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
);

function OverTime({ id }: { id: string }) {
  const [span, setSpan] = useState<Span>('month');
  const { data, error, refetch } = useQuery(statistics(id, span));
  const texts: Record<Span, string> = { days: m.span_days(), month: m.span_month(), quarter: m.span_quarter() };
  return (
    <section className="over-time" aria-labelledby="over-time">
      <div className="list-tools">
        <h2 id="over-time">{m.registrations_over_time()}</h2>
        <Select
          label={m.span()}
          value={span}
          options={(Object.keys(SPANS) as Span[]).map((value) => ({ value, label: texts[value] }))}
          onChange={({ target }) => setSpan(target.value as Span)}
        />
      </div>
      {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!error && !data && <Skeleton lines={6} />}
      {data && <Counts data={data} />}
    </section>
  );
}

function Counts({ data: { items, total, interval, asOf } }: { data: Schemas['LectureStatistics'] }) {
  return (
    <>
      <dl className="totals">
        <Total label={m.count_requested()} value={number(total.requested)} />
        <Total label={m.count_confirmed()} value={number(total.confirmed)} />
        <Total label={m.count_canceled()} value={number(total.canceled)} />
        <Total label={m.amount_paid()} value={won(total.paid)} />
        <Total label={m.amount_refunded()} value={won(total.refunded)} />
      </dl>
      <Chart items={items} nameOf={interval === 'day' ? day : time} />
      <IntervalTable items={items} nameOf={interval === 'day' ? day : dayAndTime} />
      <p className="freshness live">{m.as_of({ at: dayAndTime(asOf) })}</p>
    </>
  );
}

interface TableProps {
  items: Schemas['IntervalStatistics'][];
  nameOf: (at: string) => string;
}

function IntervalTable({ items, nameOf }: TableProps) {
  const shown = items.filter(({ requested, confirmed, canceled }) => requested + confirmed + canceled > 0);
  if (shown.length === 0) return <Empty title={m.no_registrations_in_span()} />;
  return (
    <div className="table-scroll" role="region" tabIndex={0} aria-label={m.counts_as_table()}>
      <table className="payments">
        <caption>{m.empty_intervals_omitted()}</caption>
        <thead>
          <tr>
            {[
              m.interval(),
              m.count_requested(),
              m.count_confirmed(),
              m.count_canceled(),
              m.amount_paid(),
              m.amount_refunded(),
            ].map((text) => (
              <th key={text} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.toReversed().map(({ from, requested, confirmed, canceled, paid, refunded }) => (
            <tr key={from}>
              <th scope="row">{nameOf(from)}</th>
              <td>{number(requested)}</td>
              <td>{number(confirmed)}</td>
              <td>{number(canceled)}</td>
              <td>{won(paid)}</td>
              <td>{won(refunded)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A sum of nothing is an amount, not "free of charge". */
const won = ({ amount, currency }: Schemas['TotalMoney']): string =>
  amount === 0 ? number(0) : money({ amount, currency: currency });
