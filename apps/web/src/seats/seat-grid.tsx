import { memo, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { money } from '../format.js';
import { m } from '../messages/messages.js';
import { blocksOf, lookOf, numberOf, type Choice, type Seat, type SeatLook, type SeatRow } from './selection.js';
import { seatName, SIGNS } from './seat-texts.js';

interface Props {
  rows: readonly SeatRow[];
  choice: Choice;
  onToggle: (seat: string) => void;
}

/** One stop of the Tab key: the arrow keys move between the seats, as in any grid. */
export function SeatGrid({ rows, choice, onToggle }: Props) {
  const [active, setActive] = useState<string>();
  const current = active ?? choice.chosen[0] ?? firstFree(rows);
  const widest = Math.max(...rows.map(({ seats }) => seats.length + 0.5 * (blocksOf(seats).length - 1)));
  return (
    <div className="seat-box" ref={showMiddle} style={{ '--columns': widest } as CSSProperties}>
      <div className="seat-hall">
        <p className="seat-front" aria-hidden="true">
          {m.seat_front()}
        </p>
        <div
          role="grid"
          aria-label={m.seat_map()}
          aria-multiselectable="true"
          onKeyDown={moveFocus}
          onFocus={({ target }) => setActive((target as HTMLElement).dataset['seat'])}
          onClick={({ target }) => {
            const seat = (target as HTMLElement).closest<HTMLElement>('[data-seat]:not([aria-disabled])');
            if (seat) onToggle(seat.dataset['seat']!);
          }}
        >
          {rows.map((row, n) => (
            <Row
              key={row.label}
              row={row}
              band={row.fee.amount === rows[n - 1]?.fee.amount ? undefined : money(row.fee)}
              looks={row.seats.map((seat) => lookOf(seat, row, choice)).join(' ')}
              current={row.seats.some(({ seat }) => seat === current) ? current : undefined}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Of a hall that is wider than its box, the middle of the front rows is shown first. */
function showMiddle(box: HTMLElement | null): void {
  if (box) box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
}

interface RowProps {
  row: SeatRow;
  /** The fee, where it differs from that of the row before. */
  band: string | undefined;
  looks: string;
  current: string | undefined;
}

/** Compared by value, so that a seat that changes draws its own row only. */
const Row = memo(function Row({ row, band, looks, current }: RowProps) {
  const lookOfSeat = new Map(looks.split(' ').map((look, n) => [row.seats[n], look as SeatLook]));
  return (
    <>
      {band && (
        <p className="seat-band" aria-hidden="true">
          {band}
        </p>
      )}
      <div role="row" className="seat-row">
        <span role="rowheader" aria-label={m.seat_row({ row: row.label })}>
          {row.label}
        </span>
        {blocksOf(row.seats).map((seats) => (
          <span className="seat-block" role="presentation" key={seats[0]!.seat}>
            {seats.map((seat) => (
              <Cell
                key={seat.seat}
                seat={seat}
                row={row}
                look={lookOfSeat.get(seat)!}
                isCurrent={seat.seat === current}
              />
            ))}
          </span>
        ))}
      </div>
    </>
  );
});

interface CellProps {
  seat: Seat;
  row: SeatRow;
  look: SeatLook;
  isCurrent: boolean;
}

function Cell({ seat, row, look, isCurrent }: CellProps) {
  const isChosen = look === 'chosen';
  return (
    <button
      type="button"
      role="gridcell"
      className={`seat seat-${look}${seat.hints.includes('accessible') ? ' accessible' : ''}`}
      data-seat={seat.seat}
      aria-label={seatName(seat, row, look)}
      aria-selected={isChosen}
      aria-disabled={isChosen || look === 'free' ? undefined : true}
      tabIndex={isCurrent ? 0 : -1}
    >
      {SIGNS[look] ?? numberOf(seat, row)}
    </button>
  );
}

const firstFree = (rows: readonly SeatRow[]): string | undefined => {
  const seats = rows.flatMap((row) => row.seats);
  return (seats.find(({ state }) => state === 'free') ?? seats[0])?.seat;
};

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const seat = (event.target as HTMLElement).closest<HTMLElement>('[data-seat]');
  const row = seat?.closest<HTMLElement>('[role=row]');
  if (!seat || !row) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=row]')];
  const next = target(event, { seat, row, rows });
  if (next === undefined) return;
  event.preventDefault();
  next?.focus();
}

interface Position {
  seat: HTMLElement;
  row: HTMLElement;
  rows: HTMLElement[];
}

/** @returns null at the edge, undefined for a key that does not move */
function target({ key, ctrlKey }: KeyboardEvent, { seat, row, rows }: Position): HTMLElement | null | undefined {
  const seats = seatsOf(row);
  const [first, last] = [rows[0]!, rows.at(-1)!];
  const n = rows.indexOf(row);
  const moves: Record<string, () => HTMLElement | null | undefined> = {
    ArrowLeft: () => seats[seats.indexOf(seat) - 1] ?? null,
    ArrowRight: () => seats[seats.indexOf(seat) + 1] ?? null,
    ArrowUp: () => nearest(rows.slice(0, n).reverse(), seat),
    ArrowDown: () => nearest(rows.slice(n + 1), seat),
    Home: () => seatsOf(ctrlKey ? first : row)[0],
    End: () => seatsOf(ctrlKey ? last : row).at(-1),
  };
  return moves[key]?.();
}

/** A blocked seat is an empty space. */
const seatsOf = (row: HTMLElement): HTMLElement[] => [
  ...row.querySelectorAll<HTMLElement>('[data-seat]:not(.seat-blocked)'),
];

/** Rows have different lengths and aisles: the nearest seat is the one that is seen above or below. */
function nearest(rows: HTMLElement[], seat: HTMLElement): HTMLElement | null {
  const seats = rows.map(seatsOf).find(({ length }) => length > 0);
  const middle = (element: HTMLElement) => element.offsetLeft + element.offsetWidth / 2;
  const distance = (element: HTMLElement) => Math.abs(middle(element) - middle(seat));
  return seats?.reduce((best, each) => (distance(each) < distance(best) ? each : best)) ?? null;
}
