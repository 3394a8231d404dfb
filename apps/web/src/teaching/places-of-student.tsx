import type { Schemas } from '#client';
import { m } from '../messages/messages.js';

/** The seats and participants of a registration; nothing for one ordinary place. */
export function PlacesOfStudent({ places }: Pick<Schemas['RosterEntry'], 'places'>) {
  const active = (places ?? []).filter(({ canceledAt }) => canceledAt === null);
  if (active.length === 0) return null;
  return (
    <ul className="student-places" aria-label={m.places_count({ count: active.length })}>
      {active.map(({ no, seat, participant }) => (
        <li key={no}>
          <strong>{seat ?? m.place_number({ no })}</strong> {participant?.name}
          {participant?.email && <span className="meta"> {participant.email}</span>}
        </li>
      ))}
    </ul>
  );
}
