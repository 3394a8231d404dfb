import { SugangError, type Schemas } from '#client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { dayAndTime, money } from '../format.js';
import { m } from '../messages/messages.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { Failure, Skeleton } from '../ui/states.js';
import { cancel, refreshAll, refundQuote } from './queries.js';

const Dialog = lazy(() => import('../ui/dialog.js').then(({ Dialog: component }) => ({ default: component })));

interface Props {
  registration: Pick<Schemas['ViewDocument'], 'registrationId' | 'status' | 'fee' | 'cancelRequest'>;
  title: string | null;
}

export function CancelButton({ registration, title }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const { cancelRequest } = registration;
  if (cancelRequest && (cancelRequest.refusedAt === null || cancelRequest.number > 1)) return null;
  return (
    <>
      <button type="button" className="quiet danger" onClick={() => setIsOpen(true)}>
        {m.cancel_registration()}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <Confirmation registration={registration} title={title} onClose={() => setIsOpen(false)} />
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

function Confirmation({ registration, title, onClose }: Props & { onClose: () => void }) {
  const client = useQueryClient();
  const withSession = useWithSession();
  const { registrationId: id, status } = registration;
  const isUnpaid = status === 'AWAITING_PAYMENT';
  const { data: quote, error: quoteError, refetch } = useQuery({ ...refundQuote(id), enabled: !isUnpaid });
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => withSession(() => cancel(id, quote?.refund)),
    onSuccess: onClose,
    onError: () => !isUnpaid && void refetch(),
    onSettled: () => refreshAll(client),
  });
  const canCancel = isUnpaid || (quote !== undefined && !quoteError);
  return (
    <Dialog title={m.cancel_title({ title: title ?? '' })} onClose={onClose}>
      {canCancel && (
        <>
          <p className="consequence">{quote ? refundText(quote, registration.fee) : m.cancel_nothing_paid()}</p>
          <p>{quote?.needsConsent ? m.cancel_needs_consent() : m.cancel_seat_released()}</p>
        </>
      )}
      {!canCancel && <NoQuote error={quoteError} onRetry={() => void refetch()} />}
      {error && !(error instanceof SignInDismissed) ? <Failure error={error} /> : null}
      <div className="actions">
        {canCancel && (
          <button type="button" className="danger" disabled={isPending} onClick={() => mutate()}>
            {m.cancel_registration()}
          </button>
        )}
        <button type="button" onClick={onClose}>
          {m.keep_registration()}
        </button>
      </div>
    </Dialog>
  );
}

function NoQuote({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  if (!error) return <Skeleton lines={2} />;
  const isTooLate = error instanceof SugangError && error.code === 'CANCEL_TOO_LATE';
  return isTooLate ? <p className="consequence">{m.cancel_too_late()}</p> : <Failure error={error} onRetry={onRetry} />;
}

function refundText({ refund, kept, tier, next }: Schemas['RefundQuote'], fee: Schemas['Money']): string {
  if (refund.amount + kept.amount === 0) return m.cancel_nothing_paid();
  const until = tier && (next || kept.amount > 0) ? ` ${m.cancel_refund_until({ at: dayAndTime(tier.until) })}` : '';
  if (kept.amount === 0) return m.cancel_refund({ fee: money(refund) }) + until;
  if (refund.amount === 0) return m.cancel_refund_none({ fee: money(fee) }) + until;
  return m.cancel_refund_part({ refund: money(refund), fee: money(fee) }) + until;
}
