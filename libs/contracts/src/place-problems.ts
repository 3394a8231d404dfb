import type { Korean } from './general-problems-in-korean.js';
import type { ProblemText } from './general-problems.js';

/** Problems about places, seats and seating plans. */
export const placeProblems = {
  TOO_MANY_PLACES: {
    status: 409,
    title: 'Too many places',
    detail: 'One registration for this lecture cannot have so many places. Register for fewer places.',
    variants: {
      limit: 'One registration for this lecture can have at most {limit} places. Register for fewer places.',
    },
    services: ['registration'],
  },
  SEAT_TAKEN: {
    status: 409,
    title: 'Seat taken',
    detail: 'A seat that you chose is not free. Choose other seats.',
    variants: { seats: 'These seats are not free: {seats}. Choose other seats.' },
    services: ['registration'],
  },
  SEAT_OTHER_FEE: {
    status: 409,
    title: 'Seat has a different fee',
    detail: 'This seat has a different fee from yours. Choose a seat with the same fee.',
    services: ['registration'],
  },
  NO_SEATS: {
    status: 404,
    title: 'No numbered seats',
    detail: 'This lecture has no numbered seats, so no seat can be chosen.',
    services: ['registration'],
  },
  PLACES_UNKNOWN: {
    status: 409,
    title: 'Places unknown',
    detail: 'The registration does not have these places, or they are canceled. Read the registration again.',
    services: ['registration'],
  },
  WHOLE_REGISTRATION_ONLY: {
    status: 409,
    title: 'Whole registration only',
    detail:
      'Single places can be canceled only after the registration is confirmed. Cancel the whole registration instead.',
    services: ['registration'],
  },
  CAPACITY_FROM_SEATS: {
    status: 409,
    title: 'Capacity from seats',
    detail: 'The seating plan determines the capacity. Change the plan, and do not send `capacity`.',
    services: ['lecture'],
  },
  SEATS_TAKEN: {
    status: 409,
    title: 'Seats taken',
    detail: 'Some students hold seats that are missing from the new plan. Use a plan that includes them.',
    variants: {
      seats: 'Students have these seats, which the new plan does not have: {seats}. Use a plan that has them.',
      first: 'Students have already registered without a seat. A first seating plan requires an empty roster.',
    },
    services: ['lecture'],
  },
} as const satisfies Record<string, ProblemText>;

export const placeProblemsInKorean: { [Code in keyof typeof placeProblems]: Korean<(typeof placeProblems)[Code]> } = {
  TOO_MANY_PLACES: {
    title: '인원 초과',
    detail: '이 강의는 한 번에 그렇게 많은 자리를 신청할 수 없습니다. 인원을 줄여 다시 신청해 주십시오.',
    variants: {
      limit: '이 강의는 한 번에 최대 {limit}자리까지 신청할 수 있습니다. 인원을 줄여 다시 신청해 주십시오.',
    },
  },
  SEAT_TAKEN: {
    title: '선택할 수 없는 좌석',
    detail: '선택하신 좌석을 사용할 수 없습니다. 다른 좌석을 선택해 주십시오.',
    variants: { seats: '선택할 수 없는 좌석입니다: {seats}. 다른 좌석을 선택해 주십시오.' },
  },
  SEAT_OTHER_FEE: {
    title: '수강료가 다른 좌석',
    detail: '이 좌석은 수강료가 다릅니다. 수강료가 같은 좌석을 선택해 주십시오.',
  },
  NO_SEATS: {
    title: '지정 좌석 없음',
    detail: '이 강의에는 지정 좌석이 없어 좌석을 선택할 수 없습니다.',
  },
  PLACES_UNKNOWN: {
    title: '존재하지 않는 자리',
    detail: '이 수강 신청에 없거나 이미 취소된 자리입니다. 수강 신청을 다시 확인해 주십시오.',
  },
  WHOLE_REGISTRATION_ONLY: {
    title: '전체 취소만 가능',
    detail: '확정된 수강 신청만 일부 자리를 취소할 수 있습니다. 수강 신청 전체를 취소해 주십시오.',
  },
  CAPACITY_FROM_SEATS: {
    title: '좌석 배치도에 따른 정원',
    detail: '정원은 좌석 배치도에 따라 정해집니다. `capacity`를 빼고 배치도를 변경해 주십시오.',
  },
  SEATS_TAKEN: {
    title: '배정된 좌석',
    detail: '새 배치도에 없는 좌석이 이미 배정되어 있습니다. 그 좌석을 포함한 배치도를 사용해 주십시오.',
    variants: {
      seats: '새 배치도에 없는 좌석이 이미 배정되어 있습니다: {seats}. 그 좌석을 포함한 배치도를 사용해 주십시오.',
      first: '좌석 없이 신청한 수강생이 있습니다. 첫 좌석 배치도는 수강생이 없을 때만 등록할 수 있습니다.',
    },
  },
};
