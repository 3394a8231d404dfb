import type { Korean } from './general-problems-in-korean.js';
import type { ProblemText } from './general-problems.js';

/** Problems about approvals and requests to cancel. */
export const approvalProblems = {
  NOT_AWAITING_APPROVAL: {
    status: 409,
    title: 'Not awaiting approval',
    detail:
      'This registration is not waiting for a decision. The status of this registration is in `registrationStatus`.',
    services: ['registration'],
  },
  NO_CANCEL_REQUEST: {
    status: 409,
    title: 'No cancel request',
    detail: 'The student has no pending request to cancel this registration.',
    services: ['registration'],
  },
  CANCEL_REFUSED: {
    status: 409,
    title: 'Cancellation refused',
    detail: 'Both of your requests to cancel this registration were refused. Contact the instructor.',
    services: ['registration'],
  },
} as const satisfies Record<string, ProblemText>;

export const approvalProblemsInKorean: {
  [Code in keyof typeof approvalProblems]: Korean<(typeof approvalProblems)[Code]>;
} = {
  NOT_AWAITING_APPROVAL: {
    title: '승인 대기 상태 아님',
    detail: '승인을 기다리는 수강 신청이 아닙니다. 신청 상태는 `registrationStatus`에서 확인해 주십시오.',
  },
  NO_CANCEL_REQUEST: {
    title: '취소 요청 없음',
    detail: '이 수강 신청에는 처리할 취소 요청이 없습니다.',
  },
  CANCEL_REFUSED: {
    title: '취소 요청 거절됨',
    detail: '취소 요청이 두 번 모두 거절되었습니다. 강사에게 문의해 주십시오.',
  },
};
