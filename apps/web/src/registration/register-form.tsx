import { requestEmailVerification, SugangError, type Schemas } from '#client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { money } from '../format.js';
import { availability } from '../lectures/queries.js';
import { m } from '../messages/messages.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { sugang } from '../session/session.js';
import { Failure } from '../ui/states.js';
import { tokenOf } from './card.js';
import { CardField, type CardValues } from './card-field.js';
import { hold, pay, refreshAll, type Outcome } from './queries.js';

interface Props {
  lecture: Schemas['Lecture'];
  outcome: Outcome | undefined;
  onOutcome: (outcome: Outcome | undefined) => void;
}

export function RegisterForm({ lecture, outcome, onOutcome }: Props) {
  const client = useQueryClient();
  const withSession = useWithSession();
  const form = useForm<CardValues>({ defaultValues: { card: '' } });
  const isFree = lecture.fee.amount === 0;
  const { isSubmitting } = form.formState;
  const isFull = useQuery(availability(lecture.id)).data?.available === 0;

  const submit = form.handleSubmit(async ({ card }) => {
    onOutcome(undefined);
    try {
      const { id, status } = await withSession(() => hold(lecture));
      if (status === 'AWAITING_PAYMENT') onOutcome(await withSession(() => pay(id, tokenOf(card))));
    } catch (error) {
      if (!(error instanceof SignInDismissed)) onOutcome({ kind: 'failed', error });
    }
    await refreshAll(client);
  });

  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      {outcome && outcome.kind !== 'deferred' && <Refusal error={outcome.error} />}
      {!isFree && <CardField form={form} />}
      <button className="primary" disabled={isSubmitting || isFull}>
        {isSubmitting ? m.registering() : isFree ? m.register() : m.register_and_pay({ fee: money(lecture.fee) })}
      </button>
      {isFull && outcome === undefined && <p className="hint">{m.remedy_full()}</p>}
      {!isFree && !isFull && <p className="hint">{m.held_while_paying()}</p>}
    </form>
  );
}

/** Why it was refused, in the words of the server, and what helps. */
export function Refusal({ error }: { error: unknown }) {
  const code = error instanceof SugangError ? error.code : undefined;
  return (
    <>
      <Failure error={error} />
      {code === 'LECTURE_FULL' && <p className="hint">{m.remedy_full()}</p>}
      {code === 'FEE_CHANGED' && <p className="hint">{m.remedy_fee_changed()}</p>}
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
