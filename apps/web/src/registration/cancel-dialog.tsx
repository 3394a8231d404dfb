import { SugangError, type Schemas } from '#client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { dayAndTime, money } from '../format.js';
import { m } from '../messages/messages.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { Dialog } from '../ui/dialog.js';
import { TextArea } from '../ui/field.js';
import { Failure, Skeleton } from '../ui/states.js';
import { activePlaces, placeName } from './place-texts.js';
import { cancel, refreshAll, refundQuote, registrationDetails, type Registration } from './queries.js';

type Quote = Schemas['RefundQuote'];

export interface CancelProps {
  registration: Pick<Schemas['ViewDocument'], 'registrationId' | 'status' | 'fee' | 'cancelRequest' | 'approval'>;
  title: string | null;
}

/** Names the refund before anything is canceled, and what was done after it. */
export default function CancelDialog({ registration, title, onClose }: CancelProps & { onClose: () => void }) {
  const { registrationId: id } = registration;
  const [kept, setKept] = useState<number[]>([]);
  const [note, setNote] = useState('');
  const [done, setDone] = useState<DoneProps>();
  const client = useQueryClient();
  const withSession = useWithSession();
  const cancellation = useCancellation(registration, kept);
  const { places, canceled, isPartial, quote, canCancel, isCurrent, failure, refetch } = cancellation;

  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      withSession(() => cancel(id, { expectedRefund: quote?.refund, places: isPartial ? canceled : undefined, note })),
    onSuccess: (changed) => (isPartial && changed.status === 'CONFIRMED' ? setDone({ quote, changed }) : onClose()),
    onError: refetch,
    onSettled: () => refreshAll(client),
  });

  if (done) return <Done {...done} onClose={onClose} />;
  const isNothing = places.length > 1 && canceled.length === 0;
  return (
    <Dialog title={m.cancel_title({ title: title ?? '' })} onClose={onClose}>
      {places.length > 1 && <Places places={places} kept={kept} quote={quote} onChange={setKept} />}
      {canCancel && (
        <div className={isCurrent ? 'stack' : 'stack fading'}>
          <p className="consequence" aria-live="polite">
            {quote ? refundText(quote) + deadlineText(quote) : m.cancel_nothing_paid()}
          </p>
          <Consent quote={quote} count={canceled.length} note={note} onNote={setNote} />
        </div>
      )}
      {isNothing && <p className="hint">{m.choose_places_to_cancel()}</p>}
      {!canCancel && !isNothing && <NoQuote error={failure} onRetry={refetch} />}
      {error && !(error instanceof SignInDismissed) ? <Refused error={error} /> : null}
      <div className="actions">
        {canCancel && (
          <button type="button" className="danger" disabled={isPending || !isCurrent} onClick={() => mutate()}>
            {actionText(cancellation)}
          </button>
        )}
        <button type="button" onClick={onClose}>
          {m.keep_registration()}
        </button>
      </div>
    </Dialog>
  );
}

/** What is canceled, and its refund. Only the places of a confirmed registration without approval are canceled one by one. */
function useCancellation({ registrationId: id, status, approval }: CancelProps['registration'], kept: number[]) {
  const isUnpaid = status === 'AWAITING_PAYMENT';
  const isDivisible = status === 'CONFIRMED' && !approval;
  const details = useQuery({ ...registrationDetails(id), enabled: isDivisible });
  const places = isDivisible ? activePlaces(details.data?.places) : [];
  const canceled = places.flatMap(({ no }) => (kept.includes(no) ? [] : no));
  const isPartial = canceled.length > 0 && canceled.length < places.length;
  const isNothing = places.length > 1 && canceled.length === 0;
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...refundQuote(id, isPartial ? canceled : undefined),
    enabled: !isUnpaid && !isNothing && !details.isLoading,
  });
  const quote = isNothing ? undefined : data;
  return {
    ...{ places, canceled, isPartial, quote, failure: error, isCurrent: !isPlaceholderData },
    canCancel: isUnpaid || (quote !== undefined && !error),
    refetch: () => void (!isUnpaid && refetch()),
  };
}

function actionText({
  isPartial,
  canceled,
  quote,
}: Pick<ReturnType<typeof useCancellation>, 'isPartial' | 'canceled' | 'quote'>): string {
  if (isPartial) return m.cancel_places({ count: canceled.length });
  return quote?.needsConsent ? m.request_cancellation() : m.cancel_registration();
}

interface ConsentProps {
  quote: Quote | undefined;
  count: number;
  note: string;
  onNote: (note: string) => void;
}

function Consent({ quote, count, note, onNote }: ConsentProps) {
  if (!quote?.needsConsent) return <p>{m.cancel_released({ count: Math.max(1, count) })}</p>;
  return (
    <>
      <p>{m.cancel_needs_consent()}</p>
      <TextArea
        label={m.cancel_note()}
        rows={2}
        maxLength={500}
        value={note}
        onChange={({ target }) => onNote(target.value)}
      />
    </>
  );
}

interface PlacesProps {
  places: Schemas['Place'][];
  kept: number[];
  quote: Quote | undefined;
  onChange: (kept: number[]) => void;
}

function Places({ places, kept, quote, onChange }: PlacesProps) {
  const refundOf = (no: number) => quote?.perPlace.find((each) => each.no === no)?.refund;
  return (
    <fieldset>
      <legend>{m.which_places()}</legend>
      {places.map(({ no, seat, participant }) => {
        const isKept = kept.includes(no);
        const refund = isKept ? undefined : refundOf(no);
        return (
          <label className="check" key={no}>
            <input
              type="checkbox"
              checked={!isKept}
              onChange={() => onChange(isKept ? kept.filter((each) => each !== no) : [...kept, no])}
            />
            <span>
              {[placeName(no, seat), participant?.name].filter(Boolean).join(' · ')}{' '}
              {refund && refund.amount > 0 && <span className="meta">{m.refund_of({ refund: money(refund) })}</span>}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

interface DoneProps {
  quote: Quote | undefined;
  changed: Registration;
}

function Done({ quote, changed, onClose }: DoneProps & { onClose: () => void }) {
  const left = activePlaces(changed.places);
  return (
    <Dialog title={m.places_canceled_title()} onClose={onClose}>
      <div role="status" className="stack">
        {quote && <p className="consequence">{refundText(quote)}</p>}
        <p>{m.places_left({ places: left.map(({ no, seat }) => placeName(no, seat)).join(' · ') })}</p>
      </div>
      <div className="actions">
        <button type="button" className="primary" onClick={onClose}>
          {m.close()}
        </button>
      </div>
    </Dialog>
  );
}

/** The sentence of the server addresses programs. */
const Refused = ({ error }: { error: Error }) =>
  error instanceof SugangError && error.code === 'REFUND_CHANGED' ? (
    <p className="notice waiting" role="alert">
      {m.refund_changed()}
    </p>
  ) : (
    <Failure error={error} />
  );

function NoQuote({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  if (!error) return <Skeleton lines={2} />;
  const isTooLate = error instanceof SugangError && error.code === 'CANCEL_TOO_LATE';
  return isTooLate ? <p className="consequence">{m.cancel_too_late()}</p> : <Failure error={error} onRetry={onRetry} />;
}

function refundText({ refund, kept }: Quote): string {
  const fee = { ...refund, amount: refund.amount + kept.amount };
  if (fee.amount === 0) return m.cancel_nothing_paid();
  if (kept.amount === 0) return m.cancel_refund({ fee: money(refund) });
  if (refund.amount === 0) return m.cancel_refund_none({ fee: money(fee) });
  return m.cancel_refund_part({ refund: money(refund), fee: money(fee) });
}

function deadlineText({ refund, kept, tier, next }: Quote): string {
  if (!tier || refund.amount === 0 || (!next && kept.amount === 0)) return '';
  return ` ${m.cancel_refund_until({ at: dayAndTime(tier.until) })}`;
}
