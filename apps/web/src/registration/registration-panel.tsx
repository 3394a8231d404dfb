import type { Schemas } from '#client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { dayAndTime } from '../format.js';
import { m } from '../messages/messages.js';
import { useSession } from '../session/session.js';
import { Failure, Skeleton } from '../ui/states.js';
import { AwaitingPayment } from './awaiting-payment.js';
import { CancelButton } from './cancel-button.js';
import { CancelRequest, decisionText } from './cancel-request.js';
import { HeldPlaces } from './places.js';
import { ownRegistration, type Outcome, type Registration } from './queries.js';
import { WithinPeriod } from './period.js';
import { RegisterForm } from './register-form.js';

interface Props {
  lecture: Schemas['Lecture'];
}

const held: Record<string, typeof Confirmed | undefined> = {
  CONFIRMED: Confirmed,
  AWAITING_APPROVAL: AwaitingApproval,
};

/** Where the student stands with a lecture, and the one next step. */
export default function RegistrationPanel({ lecture }: Props) {
  const session = useSession();
  const isStudent = session === undefined || session.account.role === 'student';
  const own = useQuery(ownRegistration(lecture.id, isStudent ? session?.account.id : undefined));
  const [outcome, setOutcome] = useState<Outcome>();

  if (!isStudent) return <p className="hint">{m.only_students_register()}</p>;
  if (own.error && !own.data) return <Failure error={own.error} onRetry={() => void own.refetch()} />;
  if (own.isLoading) return <Skeleton lines={3} />;
  const registration = own.data;
  const Held = registration && held[registration.status];
  if (Held) return <Held lecture={lecture} registration={registration} />;
  if (registration?.status === 'AWAITING_PAYMENT')
    return <AwaitingPayment registration={registration} outcome={outcome} onOutcome={setOutcome} lecture={lecture} />;
  if (lecture.status !== 'OPEN') return <NotOpen lecture={lecture} />;
  return (
    <>
      {registration && <Ended registration={registration} />}
      <WithinPeriod lecture={lecture}>
        <RegisterForm lecture={lecture} outcome={outcome} onOutcome={setOutcome} />
      </WithinPeriod>
    </>
  );
}

function Confirmed({ lecture, registration }: Props & { registration: Registration }) {
  return (
    <>
      <div className="notice success" role="status">
        <p className="notice-title">{m.you_are_registered()}</p>
        <HeldPlaces of={registration} />
        {registration.approval?.accepted && <p>{m.you_were_accepted()}</p>}
        <p>{m.you_are_registered_hint({ at: dayAndTime(lecture.sessions[0]!.startsAt) })}</p>
      </div>
      <CancelRequest request={registration.cancelRequest} />
      <Actions lecture={lecture} registration={registration} />
    </>
  );
}

function AwaitingApproval({ lecture, registration }: Props & { registration: Registration }) {
  const { holdExpiresAt } = registration;
  return (
    <>
      <div className="notice waiting" role="status">
        <p className="notice-title">{m.you_await_approval()}</p>
        <HeldPlaces of={registration} />
        <p>{m.you_await_approval_hint({ at: holdExpiresAt ? dayAndTime(holdExpiresAt) : '' })}</p>
      </div>
      <Actions lecture={lecture} registration={registration} />
    </>
  );
}

const Actions = ({ lecture, registration }: Props & { registration: Registration }) => (
  <div className="actions">
    <Link to="/my-page/registrations/$id" params={{ id: registration.id }} className="button">
      {m.show_registration()}
    </Link>
    <CancelButton registration={{ ...registration, registrationId: registration.id }} title={lecture.title} />
  </div>
);

function NotOpen({ lecture: { status, cancelNote } }: Props) {
  return (
    <div className="notice">
      <p className="notice-title">{status === 'CANCELED' ? m.lecture_canceled() : m.lecture_closed()}</p>
      {cancelNote && <p>{cancelNote}</p>}
      <Link to="/" className="button">
        {m.other_lectures()}
      </Link>
    </div>
  );
}

function Ended({ registration }: { registration: Registration }) {
  const { status, cancelReason, cancelNote, approval, endedAt } = registration;
  const at = endedAt ? dayAndTime(endedAt) : '';
  const decision = decisionText(registration, endedAt ?? undefined);
  const byStaff = approval?.accepted === false ? m.reason_rejected() : m.ended_removed({ at });
  const texts: Record<string, string | undefined> = {
    EXPIRED: m.ended_expired({ at }),
    PAYMENT_DECLINED: m.ended_declined({ at }),
    CANCELED: cancelReason === 'INSTRUCTOR' ? byStaff : m.ended_canceled({ at }),
  };
  const text = decision ?? texts[status];
  if (text === undefined) return null;
  return (
    <div className="notice" role="status">
      <p>{text}</p>
      {cancelNote && <p>{m.reason_given({ reason: cancelNote })}</p>}
    </div>
  );
}
