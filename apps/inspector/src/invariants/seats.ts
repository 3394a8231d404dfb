import type { LectureState } from '#contracts';
import type { LectureDossier, RegistrationDossier, StatedPeriod } from './records.js';
import { difference, type Invariant, isOverdue, when } from './invariant.js';

export const seatsStayWithinCapacity: Invariant<LectureDossier> = {
  numbers: ['1', 'F3'],
  rule: 'The seats held and taken of a lecture never exceed its capacity.',
  broken({ id, ledger, lecture, highestCapacity }) {
    if (!ledger) return [];
    const { held, taken, capacity } = ledger;
    const given = held + taken;
    const ever = (lecture?.version ?? 1) === 1 ? capacity : (highestCapacity ?? Infinity);
    return [
      ...when(given > Math.max(capacity, ever), `lecture ${id} has ${capacity} seats, and ${given} are held or taken`),
      ...when(held < 0 || taken < 0, `lecture ${id} has ${held} seats held and ${taken} taken`),
    ];
  },
};

export const ledgerCountsRegistrations: Invariant<LectureDossier> = {
  numbers: ['6', '11', 'F3'],
  rule: 'The seats held and taken of a lecture equal the places of its registrations that await payment or approval and that are confirmed.',
  broken({ id, ledger, awaiting, confirmed }) {
    const counted = `${awaiting} await payment or approval and ${confirmed} are confirmed`;
    if (!ledger) return when(awaiting + confirmed > 0, `the seat ledger has no lecture ${id}, and ${counted}`);
    const { held, taken } = ledger;
    const isSo = held === awaiting && taken === confirmed;
    return when(!isSo, `the seat ledger has ${held} held and ${taken} taken of lecture ${id}, and ${counted}`);
  },
};

export const seatsBelongToPlaces: Invariant<LectureDossier> = {
  numbers: ['11', '12'],
  rule: 'Each occupied numbered seat belongs to one place of a live registration for its lecture, and each place has a seat while one is free.',
  broken({ id, seats, awaiting, confirmed }) {
    if (!seats) return [];
    const { free, occupied, stray, assigned } = seats;
    const missing = awaiting + confirmed - assigned;
    return [
      ...when(stray > 0, `lecture ${id} has ${stray} seats that belong to no live registration for it`),
      ...when(
        occupied !== assigned,
        `lecture ${id} has ${occupied} occupied seats, and ${assigned} places have a seat`,
      ),
      ...when(
        missing > 0 && free >= missing,
        `lecture ${id} has ${missing} places without a seat, and ${free} free seats`,
      ),
    ];
  },
};

export const ledgerMatchesLectures: Invariant<LectureDossier> = {
  numbers: ['10'],
  rule: "The seat ledger's copy of each lecture is its last published state.",
  broken({ id, lecture, ledger }) {
    if (!lecture) return ledger ? [`the seat ledger has lecture ${id}, which does not exist`] : [];
    if (!ledger) return [`the seat ledger does not have lecture ${id}`];
    const { lectureId: _id, held: _held, taken: _taken, ...facts } = ledger;
    const { status, title, fee, capacity, version } = lecture;
    const stated = { status, title, fee: fee.amount, capacity, sequence: version, ...periodOf(lecture) };
    const differences = difference(facts, stated);
    return differences.length > 0 ? [`the seat ledger has lecture ${id} with ${differences.join(', ')}`] : [];
  },
};

export const periodOf = (lecture: LectureState): StatedPeriod => ({
  publishAt: lecture.publishAt ?? null,
  opensAt: lecture.registrationOpensAt ?? null,
  closesAt: lecture.registrationClosesAt ?? null,
});

export const registrationsAreWithinThePeriod: Invariant<LectureDossier> = {
  numbers: ['22'],
  rule: 'No registration was requested before its lecture was public and open for registration, or after the closing.',
  broken({ id, requested, periods = [] }) {
    if (!requested || periods.length === 0) return [];
    const { first, last } = requested;
    const openings = periods.map(({ publishAt, opensAt }) => [publishAt ?? '', opensAt ?? ''].toSorted()[1]!);
    const [opening] = openings.toSorted();
    const closing = periods
      .map(({ closesAt }) => closesAt ?? 'never')
      .toSorted()
      .at(-1)!;
    return [
      ...when(first < opening!, `lecture ${id} opened at ${opening}, and a registration was requested at ${first}`),
      ...when(last >= closing, `lecture ${id} closed at ${closing}, and a registration was requested at ${last}`),
    ];
  },
};

export const oneLiveRegistration: Invariant<LectureDossier> = {
  numbers: ['3', 'F4'],
  rule: 'A student has at most one live registration per lecture.',
  broken: ({ id, studentsWithTwo }) =>
    studentsWithTwo.map((student) => `student ${student} has more than one live registration for lecture ${id}`),
};

export const LIVE = ['AWAITING_PAYMENT', 'AWAITING_APPROVAL', 'CONFIRMED'];

export const liveRegistrationsHoldTheirSlot: Invariant<RegistrationDossier> = {
  numbers: ['3', 'F4'],
  rule: 'A live registration holds the slot of its student and lecture; an ended one holds none.',
  broken({ registration }) {
    if (!registration) return [];
    const { id, status, studentId, lectureId, liveSlot } = registration;
    const due = LIVE.includes(status) ? `${studentId}:${lectureId}` : null;
    return when(liveSlot !== due, `registration ${id} is ${status}, and its slot is ${liveSlot ?? 'free'}`);
  },
};

export const holdsEndInTime: Invariant<RegistrationDossier> = {
  numbers: ['16', 'F3', 'F10'],
  rule: 'No registration awaits its payment or approval after its hold has expired.',
  broken({ registration }, at) {
    const awaited = registration && AWAITED[registration.status];
    if (!awaited) return [];
    const { id, holdExpiresAt } = registration;
    if (holdExpiresAt === null) return [`registration ${id} awaits ${awaited} without a hold`];
    return when(
      isOverdue(holdExpiresAt, at),
      `registration ${id} awaits ${awaited}, and its hold ended at ${holdExpiresAt}`,
    );
  },
};

const AWAITED: Record<string, string | undefined> = { AWAITING_PAYMENT: 'payment', AWAITING_APPROVAL: 'approval' };

export const cancelRequestsEndInTime: Invariant<RegistrationDossier> = {
  numbers: ['16'],
  rule: 'No request to cancel a confirmed registration is undecided after its deadline.',
  broken({ registration }, at) {
    const request = registration?.status === 'CONFIRMED' ? registration.cancelRequest : undefined;
    if (!request || request.refusedAt !== null) return [];
    const { decideBy } = request;
    return when(
      isOverdue(decideBy, at),
      `registration ${registration?.id} has a request to cancel that was due at ${decideBy}`,
    );
  },
};

export const canceledLecturesHaveNoLiveRegistrations: Invariant<RegistrationDossier> = {
  numbers: ['7'],
  rule: 'No live registration exists for a canceled lecture.',
  broken({ registration }) {
    if (!registration) return [];
    const { id, status, lectureId, lectureStatus } = registration;
    const lives = lectureStatus === 'CANCELED' && LIVE.includes(status);
    return when(lives, `registration ${id} is ${status}, and its lecture ${lectureId} is canceled`);
  },
};
