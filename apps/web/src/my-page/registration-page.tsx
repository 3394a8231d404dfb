import type { Schemas } from '#client';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { dayAndTime, money } from '../format.js';
import { Sessions } from '../lectures/lecture-page.js';
import { m } from '../messages/messages.js';
import { AwaitingPayment } from '../registration/awaiting-payment.js';
import { CancelButton, CancelRequest } from '../registration/cancel-button.js';
import { isActive, type Outcome } from '../registration/queries.js';
import { Failure, Skeleton } from '../ui/states.js';
import { MyPageFrame } from './my-page-frame.js';
import { payments, registration } from './queries.js';
import { eventText, paymentText, reasonOf, Status } from './status.js';

type View = Schemas['ViewDocument'];

const route = getRouteApi('/my-page/registrations/$id');

export default function RegistrationPage() {
  return (
    <MyPageFrame>
      <Details />
    </MyPageFrame>
  );
}

function Details() {
  const { id } = route.useParams();
  const { data: view, error, refetch } = useQuery(registration(id));
  if (error && !view) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!view) return <Skeleton lines={5} />;
  const { lecture } = view;
  return (
    <article className="lecture">
      <header>
        <p className="eyebrow">
          <Status status={view.status} />
        </p>
        <h2 className="title">
          <Link to="/lectures/$id" params={{ id: lecture.id }}>
            {lecture.title}
          </Link>
        </h2>
        <p className="by">{lecture.instructorName}</p>
        {reasonOf(view) && <p className="notice">{reasonOf(view)}</p>}
      </header>
      <aside aria-label={m.payment()}>
        <p className="price">{money(view.fee)}</p>
        <Money view={view} />
        <NextStep view={view} />
      </aside>
      <div className="body">
        {isActive(view) && <Sessions sessions={lecture.sessions} />}
        <Timeline view={view} />
      </div>
    </article>
  );
}

function NextStep({ view }: { view: View }) {
  const [outcome, setOutcome] = useState<Outcome>();
  const { registrationId: id, lecture } = view;
  if (view.status === 'AWAITING_PAYMENT' && view.holdExpiresAt !== null)
    return (
      <AwaitingPayment
        registration={{ ...view, id }}
        lecture={{ title: lecture.title ?? '', sessions: lecture.sessions }}
        outcome={outcome}
        onOutcome={setOutcome}
      />
    );
  if (view.status === 'CONFIRMED' || view.status === 'AWAITING_APPROVAL')
    return (
      <>
        {view.status === 'AWAITING_APPROVAL' && view.holdExpiresAt !== null && (
          <p className="hint">{m.you_await_approval_hint({ at: dayAndTime(view.holdExpiresAt) })}</p>
        )}
        <CancelRequest request={view.cancelRequest} />
        <CancelButton registration={view} title={lecture.title} />
      </>
    );
  return (
    <Link to="/lectures/$id" params={{ id: lecture.id }} className="button">
      {m.show_lecture()}
    </Link>
  );
}

function Money({ view }: { view: View }) {
  const { data } = useQuery(payments(view.registrationId));
  if (view.fee.amount === 0) return null;
  const text = paymentText(view);
  return (
    <>
      {text && <p>{text}</p>}
      {data && data.items.length > 0 && (
        <table className="payments">
          <caption>{m.payments()}</caption>
          <tbody>
            {data.items.map(({ id, attempt, amount, status, createdAt, canceledAt }) => (
              <tr key={id}>
                <th scope="row">{m.attempt({ attempt })}</th>
                <td>{money(amount)}</td>
                <td>
                  {paymentText({ ...view, payment: { id, attempt, amount, status } })}
                  <br />
                  <span className="meta">{dayAndTime(canceledAt ?? createdAt)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Timeline({ view: { timeline } }: { view: View }) {
  return (
    <section aria-labelledby="timeline">
      <h3 id="timeline">{m.timeline()}</h3>
      <ol className="timeline">
        {timeline.map(({ at, event }) => (
          <li key={`${at} ${event}`}>
            <span>{eventText(event)}</span> <time dateTime={at}>{dayAndTime(at)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}
