import { describe, expect, it } from '@jest/globals';
import {
  ALGORITHMS,
  algorithms,
  at,
  awaiting,
  canceled,
  confirmed,
  dossier,
  EARLIER,
  JUST_NOW,
  LATER,
  lecture,
  ledger,
  MINA,
  REGISTRATION,
} from '../../test/cast.js';
import type { StatedPeriod } from './records.js';
import {
  cancelRequestsEndInTime,
  holdsEndInTime,
  ledgerCountsRegistrations,
  ledgerMatchesLectures,
  liveRegistrationsHoldTheirSlot,
  canceledLecturesHaveNoLiveRegistrations,
  oneLiveRegistration,
  registrationsAreWithinThePeriod,
  seatsBelongToPlaces,
  seatsStayWithinCapacity,
} from './seats.js';

describe('seatsStayWithinCapacity', () => {
  const broken = (changes: Parameters<typeof lecture>[0]) => seatsStayWithinCapacity.broken(lecture(changes), at);
  const overfull = ledger({ taken: 2 });
  const changed = algorithms({ version: 2 });

  it('accepts seats within the capacity', () => {
    expect(broken({})).toEqual([]);
    expect(broken({ ledger: undefined })).toEqual([]);
  });

  it('accepts more students than a lowered capacity', () => {
    expect(broken({ ledger: overfull, lecture: changed, highestCapacity: 3 })).toEqual([]);
    expect(broken({ ledger: overfull, lecture: changed, highestCapacity: undefined })).toEqual([]);
  });

  it('reports more seats than the highest capacity and negative seats', () => {
    const sold = [`lecture ${ALGORITHMS} has 2 seats, and 3 are held or taken`];
    expect(broken({ ledger: overfull })).toEqual(sold);
    expect(broken({ ledger: overfull, lecture: undefined })).toEqual(sold);
    expect(broken({ ledger: overfull, lecture: changed, highestCapacity: 2 })).toEqual(sold);
    expect(broken({ ledger: ledger({ held: -1 }) })).toEqual([`lecture ${ALGORITHMS} has -1 seats held and 1 taken`]);
  });
});

describe('ledgerCountsRegistrations', () => {
  const broken = (changes: Parameters<typeof lecture>[0]) => ledgerCountsRegistrations.broken(lecture(changes), at);
  const counted = '1 await payment or approval and 1 are confirmed';

  it('accepts a ledger that equals the counted registrations', () => {
    expect(broken({})).toEqual([]);
    expect(broken({ ledger: undefined, awaiting: 0, confirmed: 0 })).toEqual([]);
  });

  it('reports too many seats, too few seats and an unknown lecture', () => {
    expect(broken({ ledger: ledger({ held: 2 }) })).toEqual([
      `the seat ledger has 2 held and 1 taken of lecture ${ALGORITHMS}, and ${counted}`,
    ]);
    expect(broken({ ledger: ledger({ taken: 0 }) })).toEqual([
      `the seat ledger has 1 held and 0 taken of lecture ${ALGORITHMS}, and ${counted}`,
    ]);
    expect(broken({ ledger: undefined })).toEqual([`the seat ledger has no lecture ${ALGORITHMS}, and ${counted}`]);
  });
});

describe('registrationsAreWithinThePeriod', () => {
  const nine = { publishAt: null, opensAt: '2026-03-02T09:00:00.000Z', closesAt: '2026-03-02T10:00:00.000Z' };
  const eight = { ...nine, opensAt: '2026-03-02T08:00:00.000Z' };
  const broken = (first: string, last: string, periods: StatedPeriod[] | undefined) =>
    registrationsAreWithinThePeriod.broken(lecture({ requested: { first, last }, periods }), at);

  it('accepts registrations from the opening until just before the closing, and any without a period', () => {
    expect(broken(nine.opensAt, '2026-03-02T09:59:59.999Z', [nine])).toEqual([]);
    expect(broken('2026-03-02T08:30:00.000Z', '2026-03-02T09:30:00.000Z', [nine, eight])).toEqual([]);
    expect(broken(EARLIER, LATER, [ledger()])).toEqual([]);
    expect(broken(EARLIER, LATER, undefined)).toEqual([]);
  });

  it('reports a registration before the opening, before the publishing and after the closing', () => {
    const early = '2026-03-02T08:59:59.999Z';
    const opened = `lecture ${ALGORITHMS} opened at ${nine.opensAt}, and a registration was requested at ${early}`;
    expect(broken(early, EARLIER, [nine])).toEqual([opened]);
    expect(broken(early, EARLIER, [{ ...ledger(), publishAt: nine.opensAt }])).toEqual([opened]);
    expect(broken(EARLIER, nine.closesAt, [nine])).toEqual([
      `lecture ${ALGORITHMS} closed at ${nine.closesAt}, and a registration was requested at ${nine.closesAt}`,
    ]);
  });
});

describe('ledgerMatchesLectures', () => {
  const broken = (changes: Parameters<typeof lecture>[0]) => ledgerMatchesLectures.broken(lecture(changes), at);

  it('accepts a ledger row that equals the lecture', () => {
    expect(broken({})).toEqual([]);
  });

  it('reports a ledger row that is missing, unknown or outdated', () => {
    expect(broken({ ledger: undefined })).toEqual([`the seat ledger does not have lecture ${ALGORITHMS}`]);
    expect(broken({ lecture: undefined })).toEqual([`the seat ledger has lecture ${ALGORITHMS}, which does not exist`]);
    expect(broken({ lecture: algorithms({ status: 'CANCELED', version: 2 }) })).toEqual([
      `the seat ledger has lecture ${ALGORITHMS} with sequence 1 for 2, status OPEN for CANCELED`,
    ]);
    expect(broken({ ledger: ledger({ fee: 1 }) })).toEqual([
      `the seat ledger has lecture ${ALGORITHMS} with fee 1 for 49000`,
    ]);
  });
});

describe('oneLiveRegistration', () => {
  it('reports a student with two live registrations for one lecture', () => {
    expect(oneLiveRegistration.broken(lecture(), at)).toEqual([]);
    expect(oneLiveRegistration.broken(lecture({ studentsWithTwo: [MINA] }), at)).toEqual([
      `student ${MINA} has more than one live registration for lecture ${ALGORITHMS}`,
    ]);
  });
});

describe('liveRegistrationsHoldTheirSlot', () => {
  const broken = (registration: ReturnType<typeof confirmed> | undefined) =>
    liveRegistrationsHoldTheirSlot.broken(dossier({ registration }), at);

  it('accepts live registrations with their slot and ended ones without', () => {
    for (const each of [confirmed(), awaiting(), canceled(), undefined]) expect(broken(each)).toEqual([]);
  });

  it('reports a slot that is free, wrong or not released', () => {
    expect(broken(confirmed({ liveSlot: null }))).toEqual([
      `registration ${REGISTRATION} is CONFIRMED, and its slot is free`,
    ]);
    expect(broken(awaiting({ liveSlot: 'joon:x' }))).toEqual([
      `registration ${REGISTRATION} is AWAITING_PAYMENT, and its slot is joon:x`,
    ]);
    expect(broken(canceled({ liveSlot: `${MINA}:${ALGORITHMS}` }))).toEqual([
      `registration ${REGISTRATION} is CANCELED, and its slot is ${MINA}:${ALGORITHMS}`,
    ]);
  });
});

describe('holdsEndInTime', () => {
  const broken = (registration: ReturnType<typeof confirmed>) => holdsEndInTime.broken(dossier({ registration }), at);

  it('accepts a hold until it has expired and the sweep is due', () => {
    for (const holdExpiresAt of [LATER, JUST_NOW]) expect(broken(awaiting({ holdExpiresAt }))).toEqual([]);
    expect(broken(confirmed({ holdExpiresAt: EARLIER }))).toEqual([]);
  });

  it('reports a hold that is overdue or missing', () => {
    expect(broken(awaiting({ holdExpiresAt: EARLIER }))).toEqual([
      `registration ${REGISTRATION} awaits payment, and its hold ended at ${EARLIER}`,
    ]);
    expect(broken(awaiting({ holdExpiresAt: null }))).toEqual([
      `registration ${REGISTRATION} awaits payment without a hold`,
    ]);
    expect(broken(awaiting({ status: 'AWAITING_APPROVAL', holdExpiresAt: EARLIER }))).toEqual([
      `registration ${REGISTRATION} awaits approval, and its hold ended at ${EARLIER}`,
    ]);
  });
});

describe('cancelRequestsEndInTime', () => {
  const request = { number: 1, requestedAt: EARLIER, note: null, refund: { amount: 0, currency: 'KRW' } } as const;
  const broken = (decideBy: string, refusedAt: string | null = null) => {
    const cancelRequest = { ...request, decideBy, refusedAt, refusalNote: null };
    return cancelRequestsEndInTime.broken(dossier({ registration: confirmed({ cancelRequest }) }), at);
  };

  it('accepts a request until its deadline has passed and the job is due, and a refused one', () => {
    expect([...broken(LATER), ...broken(JUST_NOW), ...broken(EARLIER, EARLIER)]).toEqual([]);
    expect(cancelRequestsEndInTime.broken(dossier(), at)).toEqual([]);
  });

  it('reports a request that is undecided after its deadline', () => {
    expect(broken(EARLIER)).toEqual([
      `registration ${REGISTRATION} has a request to cancel that was due at ${EARLIER}`,
    ]);
  });
});

describe('canceledLecturesHaveNoLiveRegistrations', () => {
  const broken = (registration: ReturnType<typeof confirmed> | undefined) =>
    canceledLecturesHaveNoLiveRegistrations.broken(dossier({ registration }), at);
  const lectureStatus = 'CANCELED';

  it('accepts live registrations of lectures that are not canceled', () => {
    for (const each of [confirmed(), confirmed({ lectureStatus: 'CLOSED' }), canceled({ lectureStatus }), undefined])
      expect(broken(each)).toEqual([]);
  });

  it.each([confirmed({ lectureStatus }), awaiting({ lectureStatus })])(
    'reports a live registration of a canceled lecture',
    (each) => {
      expect(broken(each)).toEqual([
        `registration ${REGISTRATION} is ${each.status}, and its lecture ${ALGORITHMS} is canceled`,
      ]);
    },
  );
});

describe('seatsBelongToPlaces', () => {
  const broken = (seats?: object) =>
    seatsBelongToPlaces.broken(
      lecture({ seats: seats && { free: 0, occupied: 2, stray: 0, assigned: 2, ...seats } }),
      at,
    );

  it('accepts a lecture without seats, one seat per place, and places without a seat while none is free', () => {
    expect([broken(), broken({}), broken({ occupied: 1, assigned: 1 })]).toEqual([[], [], []]);
  });

  it('finds a seat of an ended registration, two places with one seat, and a place without a seat', () => {
    expect(broken({ stray: 1 })[0]).toContain('1 seats that belong to no live registration');
    expect(broken({ occupied: 1 })[0]).toContain('1 occupied seats, and 2 places have a seat');
    expect(broken({ free: 1, occupied: 1, assigned: 1 })[0]).toContain('1 places without a seat, and 1 free seats');
  });
});
