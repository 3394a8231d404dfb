import type { Schemas } from '#client';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { dayAndTime, money } from '../format.js';
import { Sessions } from '../lectures/lecture-page.js';
import { m } from '../messages/messages.js';
import { AwaitingPayment } from '../registration/awaiting-payment.js';
import { CancelButton } from '../registration/cancel-button.js';
import { CancelRequest } from '../registration/cancel-request.js';
import { PlaceList } from '../registration/places.js';
import { isActive, registrationDetails, type Outcome } from '../registration/queries.js';
import { RefundSchedule } from '../lectures/refund-schedule.js';
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
        <Arrangements view={view} />
        {isActive(view) && <Sessions sessions={lecture.sessions} />}
        <Timeline view={view} />
      </div>
    </article>
  );
}

/** What My Page does not have: who takes the places, and the refund schedule of this registration. */
function Arrangements({ view }: { view: View }) {
  const { data } = useQuery(registrationDetails(view.registrationId));
  if (!data) return null;
  return (
    <>
      <PlaceList registration={data} />
      {view.status === 'CONFIRMED' && (
        <RefundSchedule fee={view.fee} tiers={data.refundTiers} start={view.lecture.firstSessionAt} />
      )}
    </>
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
          <p className="notice waiting">{m.you_await_approval_hint({ at: dayAndTime(view.holdExpiresAt) })}</p>
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
            {data.items.map(({ id, attempt, amount, status, refunded, createdAt, canceledAt }) => (
              <tr key={id}>
                <th scope="row">{m.attempt({ attempt })}</th>
                <td>{money(amount)}</td>
                <td>
                  {paymentText({ ...view, payment: { id, attempt, amount, status, ...(refunded && { refunded }) } })}
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

function Timeline({ view }: { view: View }) {
  return (
    <section aria-labelledby="timeline">
      <h3 id="timeline">{m.timeline()}</h3>
      <ol className="timeline">
        {view.timeline.map(({ at, event }) => (
          <li key={`${at} ${event}`}>
            <span>{eventText(event, view)}</span> <time dateTime={at}>{dayAndTime(at)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}
