import type { Schemas } from '#client';
import type { UseFormReturn } from 'react-hook-form';
import { money } from '../format.js';
import { m } from '../messages/messages.js';
import { SeatChooser } from '../seats/seat-chooser.js';
import type { Choice } from '../seats/selection.js';
import { Field } from '../ui/field.js';
import type { Participant } from './participant-faults.js';
import { placeName } from './place-texts.js';
import '../seats/seats.css';

export interface PlacesWanted extends Pick<Choice, 'chosen' | 'lost'> {
  count: number;
  choosesSeats: boolean;
}

interface Props {
  lecture: Schemas['Lecture'];
  wanted: PlacesWanted;
  limit: number;
  form: UseFormReturn<{ participants: Participant[] }>;
  onChange: (change: Partial<PlacesWanted>) => void;
}

/** How many places, which seats, and who takes them. */
export default function PlaceFields({ lecture, wanted, limit, form, onChange }: Props) {
  const { count, chosen } = wanted;
  const most = lecture.maxPlaces ?? 1;
  return (
    <div className="place-form">
      {most > 1 && (
        <div className="place-count">
          <span id="place-count">{m.places_of({ most })}</span>
          <div className="stepper" role="group" aria-labelledby="place-count">
            <button
              type="button"
              aria-label={m.one_place_less()}
              disabled={count <= 1}
              onClick={() => onChange({ count: count - 1, chosen: chosen.slice(0, count - 1) })}
            >
              −
            </button>
            <output aria-live="polite">{count}</output>
            <button
              type="button"
              aria-label={m.one_place_more()}
              disabled={count >= limit}
              onClick={() => onChange({ count: count + 1 })}
            >
              +
            </button>
          </div>
        </div>
      )}
      {lecture.seating && <Seats lecture={lecture} wanted={wanted} onChange={onChange} />}
      {count > 1 && <Participants form={form} wanted={wanted} />}
    </div>
  );
}

function Seats({ lecture, wanted, onChange }: Pick<Props, 'lecture' | 'wanted' | 'onChange'>) {
  const { count, choosesSeats, chosen, lost } = wanted;
  const feeHint = lecture.fee.amount > 0 ? ` ${m.seats_automatic_fee({ fee: money(lecture.fee) })}` : '';
  const options = [
    { chooses: false, label: m.seats_automatic(), hint: m.seats_automatic_hint() + feeHint },
    { chooses: true, label: m.seats_by_choice(), hint: undefined },
  ];
  return (
    <fieldset>
      <legend>{m.seats()}</legend>
      {options.map(({ chooses, label, hint }) => (
        <label className="option" key={label}>
          <input
            type="radio"
            name="seats"
            checked={choosesSeats === chooses}
            onChange={() => onChange({ choosesSeats: chooses, chosen: [], lost: [] })}
          />
          <span>
            {label}
            {hint && <span className="hint">{hint}</span>}
          </span>
        </label>
      ))}
      {choosesSeats && (
        <SeatChooser lectureId={lecture.id} count={count} chosen={chosen} lost={lost} onChoose={onChange} />
      )}
    </fieldset>
  );
}

function Participants({ form, wanted }: Pick<Props, 'form' | 'wanted'>) {
  return (
    <fieldset className="participants">
      <legend>{m.participants()}</legend>
      <p className="hint">{m.participants_hint()}</p>
      {Array.from({ length: wanted.count }, (_, n) => (
        <fieldset key={n}>
          <legend>{placeName(n + 1, wanted.chosen[n])}</legend>
          <ParticipantFields form={form} n={n} />
        </fieldset>
      ))}
    </fieldset>
  );
}

export function ParticipantFields({ form, n }: Pick<Props, 'form'> & { n: number }) {
  const { register, formState, getValues } = form;
  const errors = formState.errors.participants?.[n];
  const rules = (field: keyof Participant) => ({
    validate: async () => {
      const { participantFault } = await import('./participant-faults.js');
      return participantFault(field, getValues(`participants.${n}`));
    },
  });
  return (
    <div className="participant">
      <Field
        label={m.participant_name()}
        maxLength={80}
        autoComplete="off"
        error={errors?.name?.message}
        {...register(`participants.${n}.name`, rules('name'))}
      />
      <Field
        label={m.participant_email()}
        type="email"
        autoComplete="off"
        error={errors?.email?.message}
        {...register(`participants.${n}.email`, rules('email'))}
      />
    </div>
  );
}
