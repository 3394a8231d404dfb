import type { Schemas } from '#client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { dayAndTime, number } from '../format.js';
import { m } from '../messages/messages.js';
import { serverNow } from '../server-time.js';
import { Failure, Skeleton } from '../ui/states.js';
import { OperationsFrame, Tag } from './frame.js';
import { ProviderPanel } from './provider-panel.js';
import { services } from './queries.js';

type Report = Schemas['ServiceReport'];

export default function OverviewPage() {
  return (
    <OperationsFrame>
      <Overview />
      <ProviderPanel />
    </OperationsFrame>
  );
}

function Overview() {
  const { data, error, refetch, dataUpdatedAt } = useQuery(services());
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  const calls = data.items.flatMap(({ calls: each = [] }) => each);
  return (
    <>
      {calls.map((each) => (
        <Calls key={each.dependency} calls={each} />
      ))}
      <section aria-labelledby="services">
        <h2 id="services">{m.services()}</h2>
        <ul className="services">
          {data.items.map((report) => (
            <Service key={report.service} report={report} />
          ))}
        </ul>
        <p className={error ? 'freshness' : 'freshness live'}>
          {m.updated_at({ time: new Date(dataUpdatedAt).toLocaleTimeString() })}
        </p>
      </section>
    </>
  );
}

const BREAKER: Record<string, [tone: 'good' | 'warning' | 'bad', text: () => string, hint: () => string]> = {
  CLOSED: ['good', m.breaker_closed, m.breaker_closed_hint],
  HALF_OPEN: ['warning', m.breaker_half_open, m.breaker_half_open_hint],
  OPEN: ['bad', m.breaker_open, m.breaker_open_hint],
};

function Calls({ calls: { dependency, breaker, limit, inProgress, waiting } }: { calls: Schemas['DependencyCalls'] }) {
  const [tone, text, hint] = BREAKER[breaker] ?? ['warning', () => breaker, () => ''];
  return (
    <section className="calls" aria-labelledby={`calls-${dependency}`}>
      <div>
        <h2 id={`calls-${dependency}`}>{m.calls_to({ service: dependency })}</h2>
        <p className="breaker">
          <Tag tone={tone}>{text()}</Tag>
          <span>{hint()}</span>
        </p>
      </div>
      <dl className="totals">
        <Total label={m.concurrency_limit()} value={limit} />
        <Total label={m.calls_in_progress()} value={inProgress} />
        <Total label={m.calls_waiting()} value={waiting} />
      </dl>
    </section>
  );
}

const Total = ({ label, value }: { label: string; value: number }) => (
  <div>
    <dt>{label}</dt>
    <dd>{number(value)}</dd>
  </div>
);

const STATE: Record<string, [tone: 'good' | 'warning' | 'bad' | 'plain', text: () => string]> = {
  READY: ['good', m.service_ready],
  NOT_READY: ['warning', m.service_not_ready],
  AWAY: ['bad', m.service_away],
  NOT_INSTALLED: ['plain', m.service_not_installed],
};

function Service({ report }: { report: Report }) {
  const { service, state, version, startedAt, checks = [], outbox, queue, lag } = report;
  const [tone, text] = STATE[state] ?? ['plain', () => state];
  const failed = checks.filter(({ passes }) => !passes).map(({ name }) => name);
  return (
    <li className="service">
      <header>
        <h3>{service}</h3>
        <Tag tone={tone}>{text()}</Tag>
      </header>
      {failed.length > 0 && <p className="field-error">{m.failed_checks({ names: failed.join(', ') })}</p>}
      <dl>
        {outbox && <Fact label={m.outbox_pending()} value={`${number(outbox.pending)}${ageOf(outbox.oldestAt)}`} />}
        {queue && <Fact label={m.queue_waiting()} value={number(queue.waiting)} />}
        {queue && <Fact label={m.queue_consumers()} value={number(queue.consumers)} />}
        {queue && queue.parked > 0 && (
          <Fact label={m.parked_messages()} value={<Link to="/operations/parked">{number(queue.parked)}</Link>} />
        )}
        {lag && <Fact label={m.last_lag()} value={m.seconds({ count: lag.seconds.toFixed(2) })} />}
      </dl>
      {startedAt && <p className="meta">{m.version_since({ version: version ?? '', since: dayAndTime(startedAt) })}</p>}
    </li>
  );
}

const Fact = ({ label, value }: { label: string; value: React.ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
);

const ageOf = (at: string | null): string =>
  at === null
    ? ''
    : ` (${m.seconds({ count: String(Math.max(0, Math.round((serverNow() - Date.parse(at)) / 1000))) })})`;
