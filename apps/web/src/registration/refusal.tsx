import { requestEmailVerification, SugangError } from '#client';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../messages/messages.js';
import { sugang } from '../session/session.js';
import { Failure } from '../ui/states.js';

/** Why it was refused, in the words of the server, and what helps. */
export function Refusal({ error }: { error: unknown }) {
  const code = error instanceof SugangError ? error.code : undefined;
  return (
    <>
      <Failure error={error} />
      {code === 'LECTURE_FULL' && <p className="hint">{m.remedy_full()}</p>}
      {code === 'FEE_CHANGED' && <p className="hint">{m.remedy_fee_changed()}</p>}
      {code === 'SEAT_TAKEN' && <p className="hint">{m.remedy_seat_taken()}</p>}
      {(code === 'LECTURE_FULL' || code === 'LECTURE_NOT_OPEN') && (
        <Link to="/" className="button">
          {m.other_lectures()}
        </Link>
      )}
      {(code === 'TOO_MANY_HOLDS' || code === 'ALREADY_REGISTERED') && (
        <Link to="/my-page" className="button">
          {m.my_page()}
        </Link>
      )}
      {code === 'EMAIL_UNVERIFIED' && <SendVerification />}
    </>
  );
}

function SendVerification() {
  const [state, setState] = useState<'sent' | 'failed'>();
  const send = () =>
    requestEmailVerification(sugang).then(
      () => setState('sent'),
      () => setState('failed'),
    );
  if (state === 'sent') return <p role="status">{m.verification_sent()}</p>;
  return (
    <>
      <button type="button" onClick={() => void send()}>
        {m.send_verification()}
      </button>
      {state === 'failed' && <p role="alert">{m.not_reachable()}</p>}
    </>
  );
}
