import { money } from '../format.js';
import { m } from '../messages/messages.js';
import { hintsOf, lookText } from './seat-texts.js';
import { lookOf, numberOf, type Choice, type SeatRow } from './selection.js';

interface Props {
  rows: readonly SeatRow[];
  choice: Choice;
  onToggle: (seat: string) => void;
}

/** The seats of the map as check boxes, row by row. */
export const SeatList = ({ rows, choice, onToggle }: Props) => (
  <ul className="seat-list" aria-label={m.seat_list()}>
    {rows.map((row) => (
      <li key={row.label}>
        <Row row={row} choice={choice} onToggle={onToggle} />
      </li>
    ))}
  </ul>
);

function Row({ row, choice, onToggle }: Omit<Props, 'rows'> & { row: SeatRow }) {
  const seats = row.seats.map((seat) => ({ seat, look: lookOf(seat, row, choice) }));
  const free = seats.filter(({ look }) => look === 'free' || look === 'chosen').length;
  return (
    <details>
      <summary>
        {m.seat_row({ row: row.label })}{' '}
        <span className="meta">{`${money(row.fee)} · ${m.seat_free_in_row({ count: free })}`}</span>
      </summary>
      <ul>
        {seats.map(({ seat, look }) => (
          <li key={seat.seat}>
            <label className="check">
              <input
                type="checkbox"
                checked={look === 'chosen'}
                disabled={look !== 'free' && look !== 'chosen'}
                onChange={() => onToggle(seat.seat)}
              />
              <span>
                {m.seat_number({ seat: numberOf(seat, row) })}{' '}
                <span className="meta">{[lookText(look), ...hintsOf(seat)].join(', ')}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
