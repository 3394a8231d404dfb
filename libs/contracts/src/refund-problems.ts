import type { Korean } from './general-problems-in-korean.js';
import type { ProblemText } from './general-problems.js';

/** Problems about refund schedules and refunds. */
export const refundProblems = {
  REFUND_CHANGED: {
    status: 409,
    title: 'Refund changed',
    detail:
      'The refund differs from your `expectedRefund`. Check the current refund in `quote`, then cancel again if you agree.',
    services: ['registration'],
  },
  TIERS_NOT_ASCENDING: {
    status: 422,
    title: 'Tiers not ascending',
    detail: 'Each refund tier must end after the one before it. Change the times of `refundTiers`.',
    services: ['lecture'],
  },
} as const satisfies Record<string, ProblemText>;

export const refundProblemsInKorean: {
  [Code in keyof typeof refundProblems]: Korean<(typeof refundProblems)[Code]>;
} = {
  REFUND_CHANGED: {
    title: '환불 금액 변경',
    detail: '환불 금액이 `expectedRefund`와 다릅니다. `quote`에서 현재 환불 금액을 확인한 뒤 다시 취소해 주십시오.',
  },
  TIERS_NOT_ASCENDING: {
    title: '환불 단계 순서 오류',
    detail: '각 환불 단계는 앞 단계보다 늦게 끝나야 합니다. `refundTiers`의 시각을 수정해 주십시오.',
  },
};
