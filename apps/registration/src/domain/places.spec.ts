import { describe, expect, it } from '@jest/globals';
import { isRejection } from '#contracts';
import { algorithms, confirmed, held, later, monday, noHolds, request } from '../../test/registration-states.js';
import { decideAssignSeats, decideCancelPlaces, decideChangePlace, occupiedSeats } from './change-places.js';
import { decideStudentCancel } from './cancellation.js';
import { decideRequest, type RegistrationState } from './registration.js';
import { movementBetween, seatsOf } from './seat-ledger.js';
import { plannedSeats } from './seating-plan.js';
import { selectSeats, type Seat } from './seats.js';

const won = (amount: number) => ({ amount, currency: 'KRW' }) as const;
const hall = plannedSeats({
  rows: [
    { label: 'A', seats: 3, fee: won(20_000) },
    { label: 'B', seats: 6, blocked: [1], aisleAfter: [4] },
  ],
});
const free: Seat[] = hall.filter(({ blocked }) => !blocked);
const labels = (seats: readonly (Seat | undefined)[]) => seats.map((seat) => seat?.label);
const automatic = (count: number, seats = free) => labels(selectSeats(seats, Array(count).fill(undefined)).seats);

const lecture = { ...algorithms, maxPlaces: 4, taken: 0 };
const three: RegistrationState = {
  ...confirmed,
  paymentId: confirmed.paymentId,
  fee: won(147_000),
  places: [1, 2, 3].map((no) => ({ no, fee: won(49_000), seat: `B-${no}`, participant: null, canceledAt: null })),
};
const terms = { hours: 72 };
const cancel = (state: RegistrationState, numbers: number[]) =>
  decideCancelPlaces(state, numbers, () => decideStudentCancel(state, lecture, monday, terms), later(1));
const codeOf = (decide: () => unknown) => {
  try {
    return decide();
  } catch (error) {
    return isRejection(error) ? error.code : error;
  }
};

describe('the automatic selection of seats', () => {
  const oneFee = free.map((seat) => ({ ...seat, fee: null }));

  it('prefers neighbors near the front, and an aisle separates neighbors', () => {
    expect(automatic(2, oneFee)).toEqual(['A-1', 'A-2']);
    expect(automatic(3, oneFee)).toEqual(['A-1', 'A-2', 'A-3']);
    expect(automatic(2, oneFee.slice(2))).toEqual(['B-2', 'B-3']);
    expect(automatic(2, oneFee.slice(5))).toEqual(['B-5', 'B-6']);
  });

  it('takes the longest runs where no group of neighbors is free', () => {
    expect(automatic(4, oneFee)).toEqual(['A-1', 'A-2', 'A-3', 'B-2']);
    expect(automatic(9, oneFee)).toEqual([...automatic(8, oneFee), undefined]);
  });

  it('takes seats of the fee of the lecture, and others only when these are not enough', () => {
    expect(automatic(2)).toEqual(['B-2', 'B-3']);
    expect(automatic(6)).toEqual(automatic(6, oneFee));
  });

  it('gives a chosen seat to its place, and names the chosen seats that are not free', () => {
    const { seats, unavailable } = selectSeats(free, ['A-2', undefined, 'B-1', 'Z-9']);
    expect(labels(seats)).toEqual(['A-2', 'B-2', undefined, undefined]);
    expect(unavailable).toEqual(['B-1', 'Z-9']);
  });
});

describe('groups of four in a hall of 200 seats that fills with groups of one to four', () => {
  const rows = Array.from({ length: 10 }, (_, n) => ({ label: `R${n + 1}`, seats: 20, aisleAfter: [10] }));
  const isTogether = (seats: Seat[]) => seats.every(({ position }, n) => position === seats[0]!.position + n);

  /** Half of the groups take what they get. The others choose the first free seats of a random row, neighbors or not. */
  function filled(seed: number) {
    let state = seed;
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
      return (state >>> 8) % below;
    };
    let left: Seat[] = plannedSeats({ rows });
    const fours: boolean[] = [];
    while (left.length > 4) {
      const count = 1 + random(4);
      const row = `R${1 + random(rows.length)}`;
      const inRow = left.filter((seat) => seat.row === row).slice(random(4));
      const isChosen = random(2) === 0 && inRow.length >= count;
      const wanted = Array.from({ length: count }, (_, n) => (isChosen ? inRow[n]!.label : undefined));
      const seats = selectSeats(left, wanted).seats.flatMap((seat) => seat ?? []);
      if (count === 4 && !isChosen) fours.push(isTogether(seats));
      left = left.filter((seat) => !seats.includes(seat));
    }
    return fours;
  }

  it('sit side by side in 96 of 100 cases', () => {
    const fours = Array.from({ length: 200 }, (_, n) => filled(n + 1)).flat();
    expect(Math.round((100 * fours.filter(Boolean).length) / fours.length)).toBe(96);
  });
});

describe('a request for places', () => {
  const decide = (places: object[], changes: object = {}) =>
    decideRequest({ ...lecture, ...changes }, { ...request, places }, monday, noHolds).state;

  it('freezes the fee of each place, and the sum as the fee of the registration', () => {
    const state = decide([{}, { participant: { name: 'Joon' } }]);
    expect([state.fee, state.places?.map(({ fee }) => fee.amount)]).toEqual([won(98_000), [49_000, 49_000]]);
    expect(seatsOf(state)).toEqual({ held: 2, taken: 0 });
  });

  it('is refused if the sum of the fees would not be an amount of money', () => {
    expect(codeOf(() => decide([{}, {}], { fee: won(900_000_000) }))).toBe('TOO_MANY_PLACES');
  });

  it('stores no list for one place without a seat or a participant', () => {
    expect('places' in held).toBe(false);
  });

  it('is refused with the names of chosen seats if the lecture has no plan', () => {
    expect(codeOf(() => decide([{ seat: 'A-1' }]))).toBe('SEAT_TAKEN');
  });
});

describe('canceling places', () => {
  it('raises the refund by their fees, and releases them', () => {
    const { state, events } = cancel(three, [2]);
    expect(events.map(({ name }) => name)).toEqual(['registration.changed']);
    expect([state.refundDue, state.fee, state.status]).toEqual([won(49_000), three.fee, 'CONFIRMED']);
    expect(movementBetween(three, state)).toEqual({ held: 0, taken: -1 });
    expect(occupiedSeats(state)).toEqual(['B-1', 'B-3']);
    expect(cancel(state, [2]).events).toEqual([]);
    expect(cancel(state, [3]).state.refundDue).toEqual(won(98_000));
  });

  it('cancels the registration with its last place', () => {
    const { state } = cancel(cancel(three, [2]).state, [1, 3]);
    expect([state.status, occupiedSeats(state), state.refundDue]).toEqual(['CANCELED', [], three.fee]);
  });

  it('is refused for unknown places, before the payment, and after the start', () => {
    expect(codeOf(() => cancel(three, [4]))).toBe('PLACES_UNKNOWN');
    expect(codeOf(() => cancel({ ...three, status: 'AWAITING_PAYMENT' }, [1]))).toBe('WHOLE_REGISTRATION_ONLY');
    const late = () =>
      decideCancelPlaces(three, [1], () => decideStudentCancel(three, lecture, later(60 * 24 * 30), terms), monday);
    expect(codeOf(late)).toBe('CANCEL_TOO_LATE');
  });
});

describe('changing a place', () => {
  const [front, back] = [free[0]!, free.at(-1)!];
  const change = (changed: { seat?: Seat; participant?: { name: string } | null }, no = 1) =>
    decideChangePlace(three, lecture, { no, ...changed }, monday);

  it('moves it to a seat of the same fee only', () => {
    expect(occupiedSeats(change({ seat: back }).state)).toEqual(['B-6', 'B-2', 'B-3']);
    expect(codeOf(() => change({ seat: front }))).toBe('SEAT_OTHER_FEE');
    expect(codeOf(() => change({ seat: back }, 7))).toBe('PLACES_UNKNOWN');
  });

  it('is refused for a place that was canceled', () => {
    const { state } = cancel(three, [2]);
    const changed = () => decideChangePlace(state, lecture, { no: 2, participant: { name: 'Joon' } }, monday);
    expect(codeOf(changed)).toBe('PLACES_UNKNOWN');
  });

  it('names a participant, and changes nothing if the name stays', () => {
    const { state } = change({ participant: { name: 'Joon' } });
    expect(state.places?.[0]?.participant).toEqual({ name: 'Joon', email: null });
    const again = decideChangePlace(state, lecture, { no: 1, participant: { name: 'Joon' } }, monday);
    expect(again.events).toEqual([]);
  });
});

describe('assigning missing seats', () => {
  it('gives a seat to each place without one, and changes nothing if too few are free', () => {
    expect(decideAssignSeats(confirmed, free).state.places).toMatchObject([{ no: 1, fee: confirmed.fee, seat: 'A-1' }]);
    expect(decideAssignSeats(confirmed, []).events).toEqual([]);
    expect(decideAssignSeats(three, free).events).toEqual([]);
  });
});
