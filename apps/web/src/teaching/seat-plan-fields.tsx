import { useId, useState, type ReactNode } from 'react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { m } from '../messages/messages.js';
import { Field } from '../ui/field.js';
import { faultOf, listFaultOf } from '../ui/form-errors.js';
import { HallPreview } from './hall-preview.js';
import type { LectureValues } from './lecture-values.js';
import { emptyRow, missingSeats, rowsLike } from './seat-rows.js';

export function PlacesFields({ occupied }: { occupied: readonly string[] }) {
  const { register, control, formState, setValue, getValues } = useFormContext<LectureValues>();
  const hasSeats = useWatch({ control, name: 'hasSeats' });
  const { onChange, ...seats } = register('hasSeats');
  return (
    <fieldset className="stack">
      <legend>{m.capacity_and_seats()}</legend>
      <div className="columns">
        {!hasSeats && (
          <Field
            label={m.capacity()}
            inputMode="numeric"
            error={faultOf(formState.errors.capacity)}
            {...register('capacity')}
          />
        )}
        <Field
          label={m.max_places()}
          inputMode="numeric"
          hint={m.max_places_hint()}
          error={faultOf(formState.errors.maxPlaces)}
          {...register('maxPlaces')}
        />
      </div>
      <label className="check">
        <input
          type="checkbox"
          {...seats}
          onChange={(event) => {
            if (getValues('seating.rows').length === 0) setValue('seating.rows', rowsLike(emptyRow, 5, []));
            void onChange(event);
          }}
        />{' '}
        {m.numbered_seats()}
      </label>
      {hasSeats && <SeatPlan occupied={occupied} />}
    </fieldset>
  );
}

function SeatPlan({ occupied }: { occupied: readonly string[] }) {
  const { control, formState } = useFormContext<LectureValues>();
  const { fields, append, insert, remove, move } = useFieldArray({ control, name: 'seating.rows' });
  const rows = useWatch({ control, name: 'seating.rows' });
  const [message, setMessage] = useState('');
  const errors = formState.errors.seating?.rows;
  const missing = missingSeats(rows, occupied);

  const shift = (from: number, to: number) => {
    move(from, to);
    setMessage(m.row_moved({ label: rows[from]?.label ?? '', position: to + 1, count: rows.length }));
  };
  const duplicate = (n: number) => {
    const [copy = emptyRow] = rowsLike(rows[n] ?? emptyRow, 1, rows);
    insert(n + 1, copy, { focusName: `seating.rows.${n + 1}.label` });
    setMessage(m.row_added({ label: copy.label }));
  };
  const drop = (n: number) => {
    remove(n);
    setMessage(m.row_removed({ label: rows[n]?.label ?? '' }));
  };

  return (
    <>
      <p className="hint">{m.seat_plan_hint()}</p>
      <div className="seat-rows">
        {fields.map(({ id }, n) => (
          <RowFields
            key={id}
            n={n}
            count={fields.length}
            onMove={(by) => shift(n, n + by)}
            onDuplicate={() => duplicate(n)}
            onRemove={() => drop(n)}
          />
        ))}
      </div>
      {listFaultOf(errors) && <p className="field-error">{listFaultOf(errors)}</p>}
      <p className="visually-hidden" role="status">
        {message}
      </p>
      <AddRows
        onAdd={(count, seats) => {
          const last = rows.at(-1) ?? emptyRow;
          const added = rowsLike({ ...last, seats: seats.trim() || last.seats }, count, rows);
          append(added, { shouldFocus: false });
          setMessage(m.rows_added({ count: added.length }));
        }}
      />
      {missing.length > 0 && (
        <p className="notice failure" role="alert">
          {m.seats_missing({ seats: missing.slice(0, 12).join(', ') + (missing.length > 12 ? ' …' : '') })}
        </p>
      )}
      <HallPreview rows={rows} occupied={new Set(occupied)} />
    </>
  );
}

interface RowProps {
  n: number;
  count: number;
  onMove: (by: 1 | -1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

function RowFields({ n, count, onMove, onDuplicate, onRemove }: RowProps) {
  const { register, control, formState } = useFormContext<LectureValues>();
  const [label, fee] = useWatch({ control, name: [`seating.rows.${n}.label`, 'fee.amount'] });
  const errors = formState.errors.seating?.rows?.[n];
  const numbers = (name: 'aisleAfter' | 'blocked' | 'accessible') => ({
    error: errors?.[name] && m.fault_seat_numbers(),
    ...register(`seating.rows.${n}.${name}`),
  });
  return (
    <div className="seat-row" role="group" aria-label={m.row_named({ label })}>
      <Field
        label={m.row()}
        maxLength={10}
        error={errors?.label && m.fault_row_label()}
        {...register(`seating.rows.${n}.label`)}
      />
      <Field
        label={m.row_seats()}
        inputMode="numeric"
        error={errors?.seats && m.fault_between({ min: 1, max: 100 })}
        {...register(`seating.rows.${n}.seats`)}
      />
      <Field
        label={m.row_fee()}
        inputMode="numeric"
        placeholder={fee}
        error={faultOf(errors?.fee)}
        {...register(`seating.rows.${n}.fee.amount`)}
      />
      <Field label={m.aisle_after()} placeholder="6" {...numbers('aisleAfter')} />
      <Field label={m.seats_blocked()} placeholder="1, 4-6" {...numbers('blocked')} />
      <Field label={m.seats_accessible()} placeholder="2" {...numbers('accessible')} />
      <div className="row-tools">
        <RowTool text={m.move_row_up({ label })} sign="↑" isOff={n === 0} onPress={() => onMove(-1)} />
        <RowTool text={m.move_row_down({ label })} sign="↓" isOff={n === count - 1} onPress={() => onMove(1)} />
        <RowTool text={m.duplicate_row({ label })} sign={<Copies />} onPress={onDuplicate} />
        <RowTool text={m.remove_row({ label })} sign="✕" onPress={onRemove} />
      </div>
    </div>
  );
}

interface ToolProps {
  text: string;
  sign: ReactNode;
  isOff?: boolean;
  onPress: () => void;
}

const RowTool = ({ text, sign, isOff = false, onPress }: ToolProps) => (
  // Stays focusable where it has no effect: a moved row that reaches the end keeps the focus.
  <button
    type="button"
    className="quiet"
    aria-label={text}
    title={text}
    aria-disabled={isOff}
    onClick={() => isOff || onPress()}
  >
    <span aria-hidden="true">{sign}</span>
  </button>
);

const Copies = () => (
  <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5">
    <rect x="1.5" y="1.5" width="9" height="9" rx="1.5" />
    <path d="M13 5.5h.5a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1V13" />
  </svg>
);

function AddRows({ onAdd }: { onAdd: (count: number, seats: string) => void }) {
  const [count, setCount] = useState('1');
  const [seats, setSeats] = useState('');
  const id = useId();
  const wanted = Number(count);
  const isValid = Number.isInteger(wanted) && wanted >= 1 && wanted <= 100;
  return (
    <div className="add-rows" role="group" aria-labelledby={id}>
      <p id={id} className="visually-hidden">
        {m.add_rows()}
      </p>
      <Field
        label={m.row_count()}
        inputMode="numeric"
        value={count}
        error={isValid ? undefined : m.fault_between({ min: 1, max: 100 })}
        onChange={({ target }) => setCount(target.value)}
      />
      <Field
        label={m.seats_in_each()}
        inputMode="numeric"
        placeholder={m.as_last_row()}
        value={seats}
        onChange={({ target }) => setSeats(target.value)}
      />
      <button type="button" disabled={!isValid} onClick={() => onAdd(wanted, seats)}>
        {m.add_rows()}
      </button>
    </div>
  );
}
