import { SugangError, type Schemas } from '#client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useForm } from 'react-hook-form';
import { money } from '../format.js';
import { availability } from '../lectures/queries.js';
import { m } from '../messages/messages.js';
import { seatMap } from '../seats/queries.js';
import { totalFee } from '../seats/selection.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { Skeleton } from '../ui/states.js';
import { tokenOf } from './card.js';
import { CardField, checkCard, type CardValues } from './card-field.js';
import type { Participant } from './participant-faults.js';
import type { PlacesWanted } from './place-fields.js';
import { hold, lostSeatsOf, pay, placesOf, refreshAll, type Outcome } from './queries.js';
import { Refusal } from './refusal.js';

const PlaceFields = lazy(() => import('./place-fields.js'));

interface Props {
  lecture: Schemas['Lecture'];
  outcome: Outcome | undefined;
  onOutcome: (outcome: Outcome | undefined) => void;
}

const MOST_PLACES = 20;
/** The map is read more often while it is shown. */
const FEES_MS = 15_000;
const ONE_PLACE: PlacesWanted = { count: 1, choosesSeats: false, chosen: [], lost: [] };
const NO_PARTICIPANT: Participant = { name: '', email: '' };

export function RegisterForm({ lecture, outcome, onOutcome }: Props) {
  const client = useQueryClient();
  const withSession = useWithSession();
  const [wanted, setWanted] = useState(ONE_PLACE);
  const card = useForm<CardValues>({ defaultValues: { card: '' } });
  const people = useForm({ defaultValues: { participants: Array<Participant>(MOST_PLACES).fill(NO_PARTICIPANT) } });
  const { isSubmitting, errors } = card.formState;
  const { free, fee } = useOffer(lecture, wanted, outcome);
  const isFree = fee?.amount === 0;
  const hasPlaces = mostPlaces(lecture) > 1 || lecture.seating !== undefined;

  const change = useCallback(
    (changes: Partial<PlacesWanted>) => {
      setWanted((known) => ({ ...known, ...changes }));
      if (!changes.lost?.length) onOutcome(undefined);
    },
    [onOutcome],
  );

  const submit = card.handleSubmit(async ({ card: number }) => {
    if (fee === undefined || !(await people.trigger(undefined, { shouldFocus: true }))) return;
    onOutcome(undefined);
    const places = hasPlaces ? placesOf(wanted, people.getValues('participants')) : undefined;
    try {
      const { id, status } = await withSession(() => hold(lecture, { expectedFee: fee, places }));
      if (status === 'AWAITING_PAYMENT') onOutcome(await withSession(() => pay(id, tokenOf(number))));
    } catch (error) {
      const lost = lostSeatsOf(error);
      if (lost.length > 0) change({ chosen: wanted.chosen.filter((seat) => !lost.includes(seat)), lost });
      if (!(error instanceof SignInDismissed)) onOutcome({ kind: 'failed', error });
    }
    await refreshAll(client);
  });

  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      {hasPlaces && (
        <Suspense fallback={<Skeleton lines={3} />}>
          <PlaceFields
            lecture={lecture}
            wanted={wanted}
            limit={Math.min(mostPlaces(lecture), Math.max(1, free))}
            form={people}
            onChange={change}
          />
        </Suspense>
      )}
      {!isFree && (
        <CardField
          field={card.register('card', { validate: checkCard })}
          error={errors.card?.message}
          onChoose={(number) => card.setValue('card', number, { shouldValidate: true })}
        />
      )}
      {outcome && outcome.kind !== 'deferred' && <Refusal error={outcome.error} />}
      <button className="primary" disabled={isSubmitting || free < wanted.count || fee === undefined}>
        {isSubmitting ? m.registering() : registerText(fee)}
      </button>
      <Hints free={free} fee={fee} wanted={wanted} isRefused={outcome !== undefined} />
    </form>
  );
}

const mostPlaces = ({ maxPlaces = 1 }: Schemas['Lecture']): number => maxPlaces;

const registerText = (fee: Schemas['Money'] | undefined): string =>
  fee === undefined || fee.amount === 0 ? m.register() : m.register_and_pay({ fee: money(fee) });

interface Offer {
  free: number;
  /** Undefined while seats of different fees may be assigned. */
  fee: Schemas['Money'] | undefined;
}

function useOffer(lecture: Schemas['Lecture'], wanted: PlacesWanted, outcome: Outcome | undefined): Offer {
  const { id, fee, seating } = lecture;
  const { data: map } = useQuery({ ...seatMap(id), enabled: seating !== undefined, refetchInterval: FEES_MS });
  const available = useQuery(availability(id)).data?.available;
  return { free: available ?? mostPlaces(lecture), fee: refusedFee(outcome) ?? totalFee(map, fee, wanted) };
}

function Hints({ free, fee, wanted, isRefused }: Offer & { wanted: PlacesWanted; isRefused: boolean }) {
  const { count, chosen } = wanted;
  if (free === 0) return isRefused ? null : <p className="hint">{m.remedy_full()}</p>;
  if (free < count) return <p className="hint">{m.only_free({ count: free })}</p>;
  if (fee === undefined) return <p className="hint">{m.seats_of_several_fees()}</p>;
  const rest = chosen.length === 0 ? 0 : count - chosen.length;
  return (
    <>
      {rest > 0 && <p className="hint">{m.other_seats_automatic({ count: rest })}</p>}
      {fee.amount > 0 && <p className="hint">{m.held_while_paying()}</p>}
    </>
  );
}

/** The server's fee for what was asked for, until something else is asked for. */
const refusedFee = (outcome: Outcome | undefined): Schemas['Money'] | undefined =>
  outcome?.kind === 'failed' && outcome.error instanceof SugangError ? outcome.error.problem.fee : undefined;
