import { refusal } from '../domain/reasons.js';
import type { RegistrationState } from '../domain/registration.js';
import { occupiedSeats } from '../domain/change-places.js';
import { seatTakenBy } from '../domain/places.js';
import type { TypeormSeats } from './typeorm-seats.js';

interface Move {
  before: RegistrationState;
  after: RegistrationState;
}

/** Releases and takes the seats that differ, in the order of lectures; no statement if there are none. @throws SEAT_TAKEN */
export async function moveSeats(seats: TypeormSeats, moves: Move[]): Promise<void> {
  const differing = moves.map(differenceOf).filter(({ released, taken }) => released.length + taken.length > 0);
  for (const lectureId of [...new Set(differing.map((each) => each.lectureId))].sort()) {
    const inLecture = differing.filter((each) => each.lectureId === lectureId);
    const released = inLecture.flatMap((each) => each.released);
    const ids = inLecture.map(({ registrationId }) => registrationId);
    if (released.length > 0) await seats.release(lectureId, released, ids);
    const taking = inLecture.filter(({ taken }) => taken.length > 0);
    const plan = taking.length > 0 ? await seats.planOf(lectureId) : null;
    for (const { registrationId, taken } of taking) {
      const lost = plan === null ? taken : await seats.take({ lectureId, plan, registrationId, labels: taken });
      if (lost.length > 0) throw refusal([seatTakenBy(lost)]);
    }
  }
}

function differenceOf({ before, after }: Move) {
  const [had, has] = [occupiedSeats(before), occupiedSeats(after)];
  return {
    lectureId: after.lectureId,
    registrationId: after.id,
    released: had.filter((label) => !has.includes(label)),
    taken: has.filter((label) => !had.includes(label)),
  };
}
