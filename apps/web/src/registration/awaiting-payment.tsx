import type { Schemas } from '#client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { duration, money, time } from '../format.js';
import { m } from '../messages/messages.js';
import { useTimeLeft } from '../server-time.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { CancelButton } from './cancel-button.js';
import { tokenOf } from './card.js';
import { CardField, checkCard, type CardValues } from './card-field.js';
import { placesText, type Placed } from './place-texts.js';
import { HeldPlaces } from './places.js';
import { pay, refreshAll, type Outcome, type Registration } from './queries.js';
import { Refusal } from './refusal.js';

interface Props {
  registration: Pick<Registration, 'id' | 'status' | 'fee' | 'holdExpiresAt' | 'paymentDeferred'> & Placed;
  lecture: Pick<Schemas['Lecture'], 'title' | 'sessions'>;
  outcome: Outcome | undefined;
  onOutcome: (outcome: Outcome | undefined) => void;
}

export function AwaitingPayment({ registration, lecture, outcome, onOutcome }: Props) {
  const client = useQueryClient();
  const withSession = useWithSession();
  const form = useForm<CardValues>({ defaultValues: { card: '' } });
  const until = registration.holdExpiresAt!;
  const left = useTimeLeft(until);
  const { isSubmitting, errors } = form.formState;
  const hasEnded = left === 0;

  useEffect(() => {
    if (hasEnded) void refreshAll(client);
  }, [hasEnded, client]);

  const submit = form.handleSubmit(async ({ card }) => {
    onOutcome(undefined);
    try {
      onOutcome(await withSession(() => pay(registration.id, tokenOf(card))));
    } catch (error) {
      if (!(error instanceof SignInDismissed)) onOutcome({ kind: 'failed', error });
    }
    await refreshAll(client);
  });

  return (
    <div className="stack">
      <div className="notice waiting" role="status">
        <p className="notice-title">
          {placesText(registration) ? m.seats_held_until({ at: time(until) }) : m.seat_held_until({ at: time(until) })}
        </p>
        <HeldPlaces of={registration} />
        <p>{explanationOf(outcome, registration.paymentDeferred)}</p>
      </div>
      <p className="countdown">
        <span aria-hidden="true">{duration(left)}</span> <span className="meta">{m.left_to_pay()}</span>
      </p>
      {outcome?.kind === 'failed' && <Refusal error={outcome.error} />}
      <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
        <CardField
          field={form.register('card', { validate: checkCard })}
          error={errors.card?.message}
          onChoose={(number) => form.setValue('card', number, { shouldValidate: true })}
        />
        <div className="actions">
          <button className="primary" disabled={isSubmitting || hasEnded}>
            {isSubmitting ? m.paying() : m.pay_now({ fee: money(registration.fee) })}
          </button>
          <CancelButton registration={{ ...registration, registrationId: registration.id }} title={lecture.title} />
        </div>
      </form>
    </div>
  );
}

function explanationOf(outcome: Outcome | undefined, deferred: Registration['paymentDeferred']): string {
  if (outcome?.kind === 'declined') return m.declined_try_another();
  const reason = outcome?.kind === 'deferred' ? outcome.reason : deferred;
  if (reason === undefined || reason === 'NOT_TRIED' || reason === 'ACTION_REQUIRED') return m.pay_before_it_ends();
  return reason === 'TIMEOUT' ? m.deferred_timeout() : m.deferred_busy();
}
