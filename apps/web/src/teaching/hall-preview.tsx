import { memo, type MouseEvent } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { money, number } from '../format.js';
import { m } from '../messages/messages.js';
import type { LectureValues } from './lecture-values.js';
import { clicked, numbersIn, type RowValues } from './seat-rows.js';
import './hall.css';

const LEVELS = 5;

interface Props {
  rows: readonly RowValues[];
  occupied: ReadonlySet<string>;
}

/** The hall as the rows describe it. A click changes a seat; the fields of the row do the same for the keyboard. */
export function HallPreview({ rows, occupied }: Props) {
  const { setValue, control } = useFormContext<LectureValues>();
  const fee = useWatch({ control, name: 'fee.amount' });
  const amounts = [...new Set([fee.trim(), ...rows.map((row) => row.fee.amount.trim() || fee.trim())])];
  const levelOf = (row: RowValues) => amounts.indexOf(row.fee.amount.trim() || fee.trim()) % LEVELS;
  const click = ({ target }: MouseEvent) => {
    const { row, seat } = (target as HTMLElement).dataset;
    const before = row === undefined ? undefined : rows[Number(row)];
    if (before === undefined || seat === undefined) return;
    const changed = clicked(before, Number(seat));
    setValue(`seating.rows.${Number(row)}.blocked`, changed.blocked, { shouldDirty: true });
    setValue(`seating.rows.${Number(row)}.accessible`, changed.accessible, { shouldDirty: true });
  };
  return (
    <div className="hall">
      <p className="hall-summary" aria-live="polite">
        {summaryOf(rows)}
      </p>
      <div className="hall-scroll" role="region" tabIndex={0} aria-label={m.hall_preview()}>
        <p className="hall-front">{m.hall_front()}</p>
        <ol onClick={click}>
          {rows.map((row, n) => (
            <HallRow
              key={n}
              n={n}
              level={levelOf(row)}
              taken={[...occupied].filter((seat) => seat.startsWith(`${row.label}-`)).join(' ')}
              label={row.label}
              seats={row.seats}
              aisleAfter={row.aisleAfter}
              blocked={row.blocked}
              accessible={row.accessible}
            />
          ))}
        </ol>
      </div>
      <ul className="hall-legend">
        {amounts.map((amount, n) => (
          <li key={amount}>
            <span className={`hall-seat level-${n % LEVELS}`} aria-hidden="true" /> {feeText(amount)}
          </li>
        ))}
        <li>
          <span className="hall-seat blocked" aria-hidden="true" /> {m.seats_blocked()}
        </li>
        <li>
          <span className="hall-seat accessible" aria-hidden="true" /> {m.seats_accessible()}
        </li>
        {occupied.size > 0 && (
          <li>
            <span className="hall-seat occupied" aria-hidden="true" /> {m.seats_occupied()}
          </li>
        )}
      </ul>
      <p className="hint">{m.hall_click_hint()}</p>
    </div>
  );
}

type RowProps = Omit<RowValues, 'fee'> & { n: number; level: number; taken: string };

const HallRow = memo(function HallRow({ n, level, taken, label, seats, aisleAfter, blocked, accessible }: RowProps) {
  const count = Math.min(100, Number(seats) || 0);
  const [aisles, closed, wheelchairs] = [aisleAfter, blocked, accessible].map((text) => new Set(numbersIn(text)));
  const occupied = new Set(taken.split(' '));
  const stateOf = (seat: number) => {
    if (closed!.has(seat)) return 'blocked';
    return wheelchairs!.has(seat) ? 'accessible' : '';
  };
  return (
    <li>
      <span className="visually-hidden">{rowText({ label, seats: count, blocked, accessible, aisleAfter })}</span>
      <span className="hall-row" aria-hidden="true">
        <span className="hall-label">{label}</span>
        {Array.from({ length: count }, (_, index) => index + 1).map((seat) => (
          <span
            key={seat}
            data-row={n}
            data-seat={seat}
            title={`${label}-${seat}`}
            className={`hall-seat level-${level} ${stateOf(seat)} ${aisles!.has(seat) ? 'aisle' : ''} ${
              occupied.has(`${label}-${seat}`) ? 'occupied' : ''
            }`}
          >
            {seat}
          </span>
        ))}
      </span>
    </li>
  );
});

function rowText(row: { label: string; seats: number; blocked: string; accessible: string; aisleAfter: string }) {
  return [
    m.hall_row({ label: row.label, count: row.seats }),
    row.blocked && `${m.seats_blocked()}: ${row.blocked}`,
    row.accessible && `${m.seats_accessible()}: ${row.accessible}`,
    row.aisleAfter && `${m.aisle_after()}: ${row.aisleAfter}`,
  ]
    .filter(Boolean)
    .join('. ');
}

function summaryOf(rows: readonly RowValues[]): string {
  const sizes = rows.map(({ seats, blocked }) => {
    const count = Math.min(100, Number(seats) || 0);
    return { count, blocked: new Set(numbersIn(blocked).filter((seat) => seat >= 1 && seat <= count)).size };
  });
  const places = sizes.reduce((sum, row) => sum + row.count - row.blocked, 0);
  return m.hall_summary({ places: number(places), rows: number(rows.length) });
}

const feeText = (amount: string): string =>
  Number.isFinite(Number(amount)) && amount !== '' ? money({ amount: Number(amount), currency: 'KRW' }) : m.fee();
