import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { category as categoryName } from '../format.js';
import { m } from '../messages/messages.js';
import { Field, Select } from '../ui/field.js';
import { lectureFacets } from './queries.js';
import { FEES, hasFilters, SORTS, type LectureSearch, type Sort } from './search.js';
import { money } from '../format.js';

interface Props {
  search: LectureSearch;
  onChange: (change: LectureSearch) => void;
}

const TYPING_MS = 250;

export function SearchBox({ search, onChange }: Props) {
  const [text, setText] = useState(search.q ?? '');
  useEffect(() => setText(search.q ?? ''), [search.q]);
  useEffect(() => {
    if (text.trim() === (search.q ?? '')) return;
    const timer = setTimeout(() => onChange({ q: text.trim() }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, search.q, onChange]);
  return (
    <search className="search">
      <input
        type="search"
        aria-label={m.search_label()}
        placeholder={m.search_placeholder()}
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
      />
    </search>
  );
}

export function SortBox({ search, onChange }: Props) {
  const labels: Record<Sort, string> = {
    '-createdAt': m.sort_newest(),
    startsAt: m.sort_starts(),
    title: m.sort_title(),
    fee: m.sort_fee(),
    '-fee': m.sort_fee_down(),
  };
  return (
    <Select
      label={m.sort()}
      value={search.sort ?? SORTS[0]}
      options={SORTS.map((value) => ({ value, label: labels[value] }))}
      onChange={({ target }) => onChange({ sort: target.value as Sort })}
    />
  );
}

export function Filters({ search, onChange }: Props) {
  const { data } = useQuery(lectureFacets(search));
  const { categories = [], instructors = [] } = data ?? {};
  return (
    <div className="filters">
      <Select
        label={m.category()}
        value={search.category ?? ''}
        options={[
          { value: '', label: m.all_categories() },
          ...withChosen(
            categories.map(({ category, count }) => ({
              value: category,
              label: `${categoryName(category)} (${count})`,
            })),
            search.category,
          ),
        ]}
        onChange={({ target }) => onChange({ category: target.value })}
      />
      <Select
        label={m.instructor()}
        value={search.instructor ?? ''}
        options={[
          { value: '', label: m.all_instructors() },
          ...withChosen(
            instructors.map(({ id, name, count }) => ({ value: id, label: `${name ?? '…'} (${count})` })),
            search.instructor,
          ),
        ]}
        onChange={({ target }) => onChange({ instructor: target.value })}
      />
      <Select
        label={m.fee()}
        value={search.fee ?? ''}
        options={[
          { value: '', label: m.any_fee() },
          ...FEES.map((fee) => ({
            value: fee,
            label: fee === '0' ? m.free_of_charge() : m.at_most({ fee: won(fee) }),
          })),
        ]}
        onChange={({ target }) => onChange({ fee: target.value })}
      />
      <Field
        label={m.starts_from()}
        type="date"
        value={search.from ?? ''}
        onChange={({ target }) => onChange({ from: target.value })}
      />
      <Field
        label={m.starts_until()}
        type="date"
        value={search.to ?? ''}
        min={search.from}
        onChange={({ target }) => onChange({ to: target.value })}
      />
      <Field
        label={m.opens_by()}
        type="date"
        value={search.opens ?? ''}
        onChange={({ target }) => onChange({ opens: target.value })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={search.places !== undefined}
          onChange={({ target }) => onChange({ places: target.checked ? '1' : undefined })}
        />{' '}
        {m.with_free_places()}
      </label>
      {hasFilters(search) && (
        <button type="button" className="quiet" onClick={() => onChange(NO_FILTERS)}>
          {m.clear_filters()}
        </button>
      )}
    </div>
  );
}

const NO_FILTERS: LectureSearch = {
  q: undefined,
  category: undefined,
  instructor: undefined,
  from: undefined,
  to: undefined,
  fee: undefined,
  opens: undefined,
  places: undefined,
};

const won = (amount: string): string => money({ amount: Number(amount), currency: 'KRW' });

/** A chosen value stays visible when the other filters leave none of it. */
const withChosen = (options: { value: string; label: string }[], chosen: string | undefined) =>
  !chosen || options.some(({ value }) => value === chosen)
    ? options
    : [...options, { value: chosen, label: categoryName(chosen) }];
