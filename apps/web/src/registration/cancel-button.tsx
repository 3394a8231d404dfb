import type { Schemas } from '#client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { dayAndTime, money } from '../format.js';
import { m } from '../messages/messages.js';
import { serverNow } from '../server-time.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { Failure } from '../ui/states.js';
import { cancel, refreshAll } from './queries.js';

const Dialog = lazy(() => import('../ui/dialog.js').then(({ Dialog: component }) => ({ default: component })));

interface Props {
  registration: Pick<Schemas['ViewDocument'], 'registrationId' | 'status' | 'fee' | 'approval' | 'cancelRequest'>;
  lecture: { title: string | null; firstSessionAt: string | null };
}

export function CancelButton({ registration, lecture }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const { firstSessionAt } = lecture;
  if (firstSessionAt !== null && Date.parse(firstSessionAt) <= serverNow())
    return <p className="hint">{m.cancel_too_late()}</p>;
  const { cancelRequest } = registration;
  if (cancelRequest && (cancelRequest.refusedAt === null || cancelRequest.number > 1)) return null;
  return (
    <>
      <button type="button" className="quiet danger" onClick={() => setIsOpen(true)}>
        {m.cancel_registration()}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <Confirmation registration={registration} lecture={lecture} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

export function CancelRequest({ request }: { request: Schemas['CancelRequest'] | null | undefined }) {
  if (!request) return null;
  if (request.refusedAt === null)
    return <p className="hint">{m.cancel_requested({ at: dayAndTime(request.decideBy) })}</p>;
  return (
    <p className="hint">
      {m.cancel_refused()} {request.refusalNote}
    </p>
  );
}

function Confirmation({ registration, lecture, onClose }: Props & { onClose: () => void }) {
  const client = useQueryClient();
  const withSession = useWithSession();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => withSession(() => cancel(registration.registrationId)),
    onSuccess: onClose,
    onSettled: () => refreshAll(client),
  });
  const isPaid = registration.status !== 'AWAITING_PAYMENT' && registration.fee.amount > 0;
  const needsConsent = registration.status === 'CONFIRMED' && registration.approval;
  return (
    <Dialog title={m.cancel_title({ title: lecture.title ?? '' })} onClose={onClose}>
      <p className="consequence">
        {isPaid ? m.cancel_refund({ fee: money(registration.fee) }) : m.cancel_nothing_paid()}
      </p>
      <p>{needsConsent ? m.cancel_needs_consent() : m.cancel_seat_released()}</p>
      {error && !(error instanceof SignInDismissed) ? <Failure error={error} /> : null}
      <div className="actions">
        <button type="button" className="danger" disabled={isPending} onClick={() => mutate()}>
          {m.cancel_registration()}
        </button>
        <button type="button" onClick={onClose}>
          {m.keep_registration()}
        </button>
      </div>
    </Dialog>
  );
}
