import type { Schemas } from '#client';
import { lazy, Suspense, useState } from 'react';
import { dayAndTime, money } from '../format.js';
import { m } from '../messages/messages.js';
import { placeName, placesText, type Placed } from './place-texts.js';
import { isActive, type Registration } from './queries.js';

const PlaceDialog = lazy(() => import('./place-dialog.js'));

type Place = Schemas['Place'];

export const HeldPlaces = ({ of }: { of: Placed }) => {
  const text = placesText(of);
  return text === undefined ? null : <p className="held-places">{text}</p>;
};

/** Every place with its seat and who takes it, which can be changed. */
export function PlaceList({ registration }: { registration: Registration }) {
  const [changed, setChanged] = useState<Place>();
  const { places } = registration;
  if (!places) return null;
  const canChange = isActive(registration);
  return (
    <section aria-labelledby="places">
      <h2 id="places">{m.places()}</h2>
      <ul className="places">
        {places.map((place) => {
          const { no, seat, participant, fee, canceledAt } = place;
          return (
            <li key={no} className={canceledAt ? 'ended' : ''}>
              <div>
                <strong>{placeName(no, seat)}</strong> <span className="meta">{money(fee)}</span>
                <p className="meta">
                  {canceledAt ? m.place_canceled({ at: dayAndTime(canceledAt) }) : participantText(participant)}
                </p>
              </div>
              {canChange && !canceledAt && (
                <button
                  type="button"
                  className="quiet"
                  aria-label={m.change_place({ place: placeName(no, seat) })}
                  onClick={() => setChanged(place)}
                >
                  {m.change()}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {changed && (
        <Suspense fallback={null}>
          <PlaceDialog registration={registration} place={changed} onClose={() => setChanged(undefined)} />
        </Suspense>
      )}
    </section>
  );
}

const participantText = (participant: Place['participant']): string =>
  participant ? [participant.name, participant.email].filter(Boolean).join(' · ') : m.place_yours();
