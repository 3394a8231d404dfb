import { seatLabel, type SeatingPlan } from '#contracts';

type Row = SeatingPlan['rows'][number];

/** The fields of a row in a form. Seats are listed as `1, 4-6`. */
export interface RowValues {
  label: string;
  seats: string;
  fee: { amount: string };
  aisleAfter: string;
  blocked: string;
  accessible: string;
}

const MOST_IN_A_ROW = 100;
const LISTS = ['aisleAfter', 'blocked', 'accessible'] as const;
const ALPHABETS = ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz', '가나다라마바사아자차카타파하'];

export const rowValuesOf = ({ label, seats, fee, aisleAfter, blocked, accessible }: Row): RowValues => ({
  label,
  seats: String(seats),
  fee: { amount: fee ? String(fee.amount) : '' },
  aisleAfter: listed(aisleAfter),
  blocked: listed(blocked),
  accessible: listed(accessible),
});

export const rowOf = (values: RowValues): Row => ({
  label: values.label.trim(),
  seats: wholeNumber(values.seats),
  ...Object.fromEntries(LISTS.flatMap((name) => (values[name].trim() ? [[name, numbersIn(values[name])]] : []))),
  ...(values.fee.amount.trim() && { fee: { amount: wholeNumber(values.fee.amount), currency: 'KRW' as const } }),
});

export const wholeNumber = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

/** NaN stands for what is not a number, so that validation finds it. */
export function numbersIn(text: string): number[] {
  const parts = text.replace(/\s*[-–~]\s*/g, '-').split(/[\s,]+/);
  return parts.filter(Boolean).flatMap((part) => {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (!(from <= to)) return [Number.NaN];
    return Array.from({ length: Math.min(to, MOST_IN_A_ROW + 1) - from + 1 }, (_, n) => from + n);
  });
}

function listed(numbers: readonly number[] = []): string {
  const sorted = [...new Set(numbers)].sort((one, other) => one - other);
  const starts = sorted.filter((number) => !sorted.includes(number - 1));
  const ends = sorted.filter((number) => !sorted.includes(number + 1));
  return starts.map((start, n) => (start === ends[n] ? `${start}` : `${start}-${ends[n]}`)).join(', ');
}

/** A click on a seat blocks it, then reserves it for a wheelchair, then makes it an ordinary seat again. */
export function clicked(row: RowValues, number: number): Pick<RowValues, 'blocked' | 'accessible'> {
  const [blocked, accessible] = [numbersIn(row.blocked), numbersIn(row.accessible)];
  const isBlocked = blocked.includes(number);
  const others = (numbers: number[]) => numbers.filter((each) => each !== number);
  return {
    blocked: listed(isBlocked || accessible.includes(number) ? others(blocked) : [...blocked, number]),
    accessible: listed(isBlocked ? [...others(accessible), number] : others(accessible)),
  };
}

export const emptyRow: RowValues = {
  label: 'A',
  seats: '10',
  fee: { amount: '' },
  aisleAfter: '',
  blocked: '',
  accessible: '',
};

/** Rows like the given one, each with the next label that no other row has. */
export function rowsLike(row: RowValues, count: number, taken: readonly RowValues[]): RowValues[] {
  const labels = new Set(taken.map(({ label }) => label.trim()));
  return Array.from({ length: count }, () => {
    let { label } = row;
    while (labels.has(label)) label = nextLabel(label);
    labels.add(label);
    return { ...row, label };
  });
}

export function nextLabel(label: string): string {
  const [, before, digits] = /^(.*?)(\d+)$/.exec(label) ?? [];
  if (digits !== undefined) return `${before}${Number(digits) + 1}`;
  const alphabet = ALPHABETS.find((letters) => label !== '' && letters.includes(label.slice(-1)));
  if (alphabet === undefined) return `${label}1`;
  const following = alphabet[alphabet.indexOf(label.slice(-1)) + 1];
  const start = label.slice(0, -1);
  if (following !== undefined) return start + following;
  return (start === '' ? alphabet[0]! : nextLabel(start)) + alphabet[0];
}

/** Occupied seats that the rows lack or block: the server refuses such a plan. */
export function missingSeats(rows: readonly RowValues[], occupied: readonly string[]): string[] {
  const offered = new Set(
    rows.map(rowOf).flatMap(({ label, seats, blocked = [] }) =>
      Array.from({ length: Math.min(seats || 0, MOST_IN_A_ROW) }, (_, n) => n + 1)
        .filter((number) => !blocked.includes(number))
        .map((number) => seatLabel(label, number)),
    ),
  );
  return occupied.filter((seat) => !offered.has(seat));
}
