import type { Schemas } from '#client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { dayAndTime } from '../format.js';
import { m } from '../messages/messages.js';
import { Empty, Failure, ShowMore, Skeleton } from '../ui/states.js';
import { OperationsFrame, ShortId, Tag } from './frame.js';
import { audit } from './queries.js';

export default function AuditPage() {
  return (
    <OperationsFrame>
      <Audit />
    </OperationsFrame>
  );
}

function Audit() {
  const list = useInfiniteQuery(audit());
  const { data, error, refetch } = list;
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} />;
  const actions = data.pages.flatMap(({ items }) => items);
  if (actions.length === 0) return <Empty title={m.no_actions()} />;
  return (
    <section aria-label={m.audit()}>
      <ul className="entries">
        {actions.map((action) => (
          <Entry key={action.id} action={action} />
        ))}
      </ul>
      <ShowMore list={list} />
    </section>
  );
}

const ACTIONS: Record<string, () => string> = {
  PARKED_MESSAGE_SHOWN: m.action_parked_shown,
  PARKED_MESSAGE_REPLAYED: m.action_parked_replayed,
  PARKED_MESSAGE_DROPPED: m.action_parked_dropped,
  SIMULATED_PROVIDER_CHANGED: m.action_provider_changed,
  ACCOUNT_CREATED: m.action_account_created,
  ACCOUNT_CHANGED: m.action_account_changed,
};

const OUTCOMES: Record<string, [tone: 'good' | 'warning' | 'bad', text: () => string]> = {
  DONE: ['good', m.outcome_done],
  STARTED: ['warning', m.outcome_started],
  FAILED: ['bad', m.outcome_failed],
};

function Entry({ action: entry }: { action: Schemas['OperatorAction'] }) {
  const { at, adminName, action, subject, reason, details, outcome } = entry;
  const [tone, text] = OUTCOMES[outcome] ?? ['warning', () => outcome];
  const hasDetails = Object.keys(details).length > 0;
  return (
    <li>
      <div className="entry-head">
        <h2>{ACTIONS[action]?.() ?? action}</h2>
        <Tag tone={tone}>{text()}</Tag>
      </div>
      {reason !== null && <p>{reason}</p>}
      {hasDetails && <code className="details">{JSON.stringify(details)}</code>}
      <p className="meta">
        {adminName} · <time dateTime={at}>{dayAndTime(at)}</time> · <ShortId id={subject} />
      </p>
    </li>
  );
}
