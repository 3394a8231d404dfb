import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { m } from '../messages/messages.js';
import { Failure, Skeleton } from '../ui/states.js';
import { seatMap } from './queries.js';
import { SeatList } from './seat-list.js';
import { SeatGrid } from './seat-grid.js';
import { lookText, SIGNS } from './seat-texts.js';
import { lookOf, lostSeats, toggled, type Choice, type SeatLook, type SeatRow } from './selection.js';
import './seats.css';

interface Props extends Choice {
  lectureId: string;
  count: number;
  onChoose: (choice: Pick<Choice, 'chosen' | 'lost'>) => void;
}

const SHAPES = ['map', 'list'] as const;

/** The seats of a lecture, as a map or as a list, as they are taken by others. */
export function SeatChooser({ lectureId, count, onChoose, ...choice }: Props) {
  const { data: map, error, refetch } = useQuery(seatMap(lectureId));
  const [shape, setShape] = useState<(typeof SHAPES)[number]>('map');
  const { chosen, lost } = choice;
  useEffect(() => {
    const gone = map ? lostSeats(map, chosen) : [];
    if (gone.length > 0) onChoose({ chosen: chosen.filter((seat) => !gone.includes(seat)), lost: gone });
  }, [map, chosen, onChoose]);

  if (error && !map) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!map) return <Skeleton lines={5} />;
  const Shown = shape === 'map' ? SeatGrid : SeatList;
  return (
    <div className="seat-chooser">
      <div className="seat-tools">
        <div role="group" aria-label={m.seat_view()} className="segments">
          {SHAPES.map((each) => (
            <button key={each} type="button" aria-pressed={each === shape} onClick={() => setShape(each)}>
              {each === 'map' ? m.seat_as_map() : m.seat_as_list()}
            </button>
          ))}
        </div>
      </div>
      {lost.length > 0 && (
        <p className="notice waiting" role="status">
          {m.seats_lost({ seats: lost.join(', ') })}
        </p>
      )}
      <Shown
        rows={map.rows}
        choice={choice}
        onToggle={(seat) => onChoose({ chosen: toggled(chosen, seat, count), lost: [] })}
      />
      {error && <p className="meta">{m.seat_map_not_fresh()}</p>}
      {shape === 'map' && <Legend rows={map.rows} choice={choice} />}
      <p className="seat-status" role="status">
        {chosen.length > 0 && m.seats_chosen({ chosen: chosen.length, count, seats: chosen.join(', ') })}
        {chosen.length === 0 && choice.fee === undefined && m.seats_to_choose({ count })}
      </p>
    </div>
  );
}

const LOOKS: SeatLook[] = ['free', 'chosen', 'mine', 'elsewhere', 'lost', 'held', 'taken'];

/** Of what the map shows at the moment. */
function Legend({ rows, choice }: { rows: readonly SeatRow[]; choice: Choice }) {
  const looks = new Set<SeatLook>(['free', 'chosen']);
  for (const row of rows) for (const seat of row.seats) looks.add(lookOf(seat, row, choice));
  const hasSpaces = rows.some(({ seats }) => seats.some(({ hints }) => hints.includes('accessible')));
  return (
    <ul className="seat-legend" aria-hidden="true">
      {LOOKS.filter((look) => looks.has(look)).map((look) => (
        <li key={look}>
          <span className={`seat seat-${look}`}>{SIGNS[look]}</span> {lookText(look)}
        </li>
      ))}
      {hasSpaces && (
        <li>
          <span className="seat seat-free accessible" /> {m.seat_accessible()}
        </li>
      )}
    </ul>
  );
}
