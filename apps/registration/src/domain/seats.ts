import type { Money } from '#contracts';

/** A numbered seat. Neighbors have consecutive positions; an aisle or the end of a row leaves a gap. */
export interface Seat {
  label: string;
  row: string;
  position: number;
  fee: Money | null;
}

export interface SelectedSeats {
  seats: (Seat | undefined)[];
  unavailable: string[];
}

/** Chosen seats first; the other places get free seats of the lecture's fee while there are enough, near the front and side by side if possible. */
export function selectSeats(free: readonly Seat[], wanted: readonly (string | undefined)[]): SelectedSeats {
  const byLabel = new Map(free.map((seat) => [seat.label, seat]));
  const chosen = wanted.flatMap((label) => label ?? []);
  const others = free.filter(({ label }) => !chosen.includes(label));
  const ordinary = others.filter(({ fee }) => fee === null);
  const count = wanted.length - chosen.length;
  const rest = adjacent(ordinary.length < count ? others : ordinary, count);
  const seats = wanted.map((label) => (label === undefined ? rest.shift() : byLabel.get(label)));
  return { seats, unavailable: chosen.filter((label) => !byLabel.has(label)) };
}

function adjacent(free: readonly Seat[], count: number): Seat[] {
  const runs = runsOf(free);
  const run = runs.find(({ length }) => length >= count);
  return (run ?? runs.toSorted((one, other) => other.length - one.length).flat()).slice(0, count);
}

function runsOf(free: readonly Seat[]): Seat[][] {
  const runs: Seat[][] = [];
  for (const seat of free.toSorted((one, other) => one.position - other.position)) {
    const run = runs.at(-1);
    if (run?.at(-1)?.position === seat.position - 1) run.push(seat);
    else runs.push([seat]);
  }
  return runs;
}
