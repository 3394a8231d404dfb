import { changePlace, type Schemas } from '#client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useForm } from 'react-hook-form';
import { m } from '../messages/messages.js';
import { SeatChooser } from '../seats/seat-chooser.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { sugang } from '../session/session.js';
import { Dialog } from '../ui/dialog.js';
import { Failure } from '../ui/states.js';
import { ParticipantFields } from './place-fields.js';
import { activePlaces, placeName } from './place-texts.js';
import { lostSeatsOf, participantOf, refreshAll, type Registration } from './queries.js';

interface Props {
  registration: Registration;
  place: Schemas['Place'];
  onClose: () => void;
}

type Seats = { chosen: readonly string[]; lost: readonly string[] };

/** Another participant, and another free seat of the same fee. */
export default function PlaceDialog({ registration: { id, lectureId, places }, place, onClose }: Props) {
  const client = useQueryClient();
  const withSession = useWithSession();
  const { no, seat, fee, participant } = place;
  const { name = '', email } = participant ?? {};
  const form = useForm({ defaultValues: { participants: [{ name, email: email ?? '' }] } });
  const [{ chosen, lost }, setSeats] = useState<Seats>({ chosen: [], lost: [] });
  const onChoose = useCallback((seats: Seats) => setSeats(seats), []);

  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      withSession(() =>
        changePlace(sugang, {
          ...{ id, no, participant: participantOf(form.getValues('participants')[0]) },
          ...(chosen[0] !== undefined && { seat: chosen[0] }),
        }),
      ),
    onSuccess: onClose,
    onError: (failure) => setSeats((known) => ({ ...known, lost: lostSeatsOf(failure) })),
    onSettled: () => refreshAll(client),
  });

  return (
    <Dialog title={m.change_place({ place: placeName(no, seat) })} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void form.handleSubmit(() => mutate())(event)}>
        <p className="hint">{m.participants_hint()}</p>
        <ParticipantFields form={form} n={0} />
        {seat !== null && (
          <>
            <p>{m.move_seat_hint({ seat })}</p>
            <SeatChooser
              lectureId={lectureId}
              count={1}
              fee={fee}
              own={activePlaces(places).flatMap((each) => each.seat ?? [])}
              chosen={chosen}
              lost={lost}
              onChoose={onChoose}
            />
          </>
        )}
        {error && !(error instanceof SignInDismissed) ? <Failure error={error} /> : null}
        <div className="actions">
          <button className="primary" disabled={isPending}>
            {m.save()}
          </button>
          <button type="button" onClick={onClose}>
            {m.close()}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
