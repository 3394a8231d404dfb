import type { Schemas } from '#client';
import { dayAndTime, money } from '../format.js';
import { m } from '../messages/messages.js';

type Request = Schemas['CancelRequest'];

/** The instructor refuses at most two requests. */
const LAST_REQUEST = 2;

export const canRequest = (request: Request | null | undefined): boolean =>
  !request || (request.refusedAt !== null && request.number < LAST_REQUEST);

/** What became of the request to cancel, and what follows. */
export function CancelRequest({ request }: { request: Request | null | undefined }) {
  if (!request) return null;
  const { refusedAt, refusalNote, decideBy, note, refund } = request;
  return (
    <div className={refusedAt === null ? 'notice waiting' : 'notice'} role="status">
      <p className="notice-title">{refusedAt === null ? m.cancel_request_pending() : m.cancel_refused()}</p>
      {refusedAt === null && <p>{m.cancel_requested({ at: dayAndTime(decideBy) })}</p>}
      {refusedAt === null && refund.amount > 0 && <p>{m.cancel_request_refund({ refund: money(refund) })}</p>}
      {refusalNote && <p>{m.reason_given({ reason: refusalNote })}</p>}
      {refusedAt !== null && <p>{canRequest(request) ? m.cancel_refused_once() : m.cancel_refused_finally()}</p>}
      {note && <p className="hint">{m.your_reason({ reason: note })}</p>}
    </div>
  );
}

/** The reason that the staff gave for a decision, and the deadline where there was no decision. */
export function decisionText(
  { status, approval, cancelRequest }: Decided,
  endedAt: string | undefined,
): string | undefined {
  if (status === 'EXPIRED' && approval) return m.reason_not_decided();
  if (status !== 'CANCELED' || !cancelRequest || cancelRequest.refusedAt !== null || endedAt === undefined)
    return undefined;
  const { decideBy, refund } = cancelRequest;
  const text = endedAt < decideBy ? m.reason_granted() : m.reason_granted_by_deadline();
  return refund.amount > 0 ? `${text} ${m.reason_refund({ refund: money(refund) })}` : text;
}

interface Decided {
  status: string;
  approval?: Schemas['Approval'] | null;
  cancelRequest?: Request | null;
}
