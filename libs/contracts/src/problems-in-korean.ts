import { approvalProblemsInKorean } from './approval-problems.js';
import { generalProblemsInKorean, type Korean } from './general-problems-in-korean.js';
import { placeProblemsInKorean } from './place-problems.js';
import { refundProblemsInKorean } from './refund-problems.js';
import type { ProblemCode, problems } from './problems.js';

/** The Korean texts of the problem catalog. A missing text is a compile error. */
export const problemsInKorean: { [Code in ProblemCode]: Korean<(typeof problems)[Code]> } = {
  ...generalProblemsInKorean,
  ...placeProblemsInKorean,
  ...refundProblemsInKorean,

  LECTURE_UNKNOWN: {
    title: '존재하지 않는 강의',
    detail: '존재하지 않는 강의입니다. 방금 개설된 강의라면 잠시 후 다시 시도해 주십시오.',
  },
  PAYMENT_DECLINED: {
    title: '결제 거절',
    detail: '결제가 거절되어 좌석이 해제되었습니다. 필요하면 다른 결제 수단으로 다시 신청해 주십시오.',
    variants: { held: '결제가 거절되었습니다. 좌석은 {holdExpiresAt}까지 유지되니 다른 카드로 결제해 주십시오.' },
  },
  ALREADY_REGISTERED: {
    title: '이미 신청한 강의',
    detail: '이미 수강 신청한 강의입니다. 해당 신청의 수강료를 결제하거나 먼저 취소해 주십시오.',
  },
  LECTURE_NOT_OPEN: {
    title: '신청할 수 없는 강의',
    detail: '종료되었거나 폐강된 강의입니다. 다른 강의를 선택해 주십시오.',
    variants: {
      unchangeable: '종료되었거나 폐강된 강의는 더 이상 변경할 수 없습니다.',
      silent: '종료되었거나 폐강된 강의입니다. 진행 중인 강의의 수강생에게만 메시지를 보낼 수 있습니다.',
    },
  },
  LECTURE_FULL: {
    title: '정원 마감',
    detail: '남은 좌석이 없습니다. 결제되지 않은 좌석이 해제될 수 있으니 나중에 다시 시도해 주십시오.',
    variants: { fewer: '이 강의의 남은 자리는 {available}개입니다. 더 적은 인원으로 신청해 주십시오.' },
  },
  NOT_OPEN_YET: {
    title: '수강 신청 시작 전',
    detail: '아직 수강 신청 기간이 아닙니다. 신청이 시작되면 다시 시도해 주십시오.',
    variants: { at: '수강 신청은 {opensAt}에 시작됩니다. 그때 다시 시도해 주십시오.' },
  },
  REGISTRATION_CLOSED: {
    title: '수강 신청 마감',
    detail: '수강 신청 기간이 끝났습니다. 다른 강의를 선택해 주십시오.',
    variants: { at: '수강 신청이 {closesAt}에 마감되었습니다. 다른 강의를 선택해 주십시오.' },
  },
  FEE_CHANGED: {
    title: '수강료 변경',
    detail: '강의의 수강료가 `expectedFee`와 다릅니다. `fee`에서 현재 수강료를 확인하고 다시 신청해 주십시오.',
  },
  EMAIL_UNVERIFIED: {
    title: '이메일 주소 미확인',
    detail:
      '수강 신청 전에 이메일 주소를 확인해 주십시오. 보내 드린 메일의 안내를 따르거나 새 메일을 요청한 뒤 다시 로그인해 주십시오.',
  },
  TOO_MANY_HOLDS: {
    title: '미결제 좌석 초과',
    detail:
      '결제하지 않은 좌석이 너무 많습니다. 그중 하나를 결제하거나 취소해 주십시오. 또는 나중에 다시 시도해 주십시오.',
    variants: {
      unpaid:
        '결제하지 않은 좌석이 {count}개 있습니다. 그중 하나를 결제하거나 취소한 뒤 다시 신청해 주십시오. 그렇지 않으면 {possibleAt} 이후에 다시 신청할 수 있습니다.',
      again:
        '최근 24시간 동안 결제하지 않고 이 강의의 좌석을 {count}번 확보했습니다. {possibleAt} 이후에 다시 신청할 수 있습니다.',
      soon: '이 강의의 마지막 신청이 결제 없이 종료되었습니다. {possibleAt} 이후에 다시 신청할 수 있습니다.',
    },
  },
  HOLD_EXPIRED: {
    title: '결제 기한 만료',
    detail: '기한 안에 결제하지 않아 좌석이 해제되었습니다. 잠시 후 다시 신청할 수 있습니다.',
  },
  PAYMENT_ID_TAKEN: {
    title: '이미 사용한 결제 id',
    detail: '다른 신청, 학생 또는 금액에 사용한 결제 id입니다. 새로운 결제에는 새로운 id를 사용해 주십시오.',
  },
  NOT_AWAITING_PAYMENT: {
    title: '결제 대기 상태 아님',
    detail: '결제를 기다리는 수강 신청이 아닙니다. 신청 상태를 확인해 주십시오.',
  },
  ...approvalProblemsInKorean,
  NOT_CONFIRMED: {
    title: '확정되지 않은 수강 신청',
    detail: '수강이 확정된 학생만 제외할 수 있습니다. 신청 상태는 `registrationStatus`에서 확인해 주십시오.',
  },
  REGISTRATION_OVER: {
    title: '종료된 수강 신청',
    detail: '이미 종료된 수강 신청입니다. 좌석이 필요하면 다시 신청해 주십시오.',
  },
  CANCEL_TOO_LATE: {
    title: '취소 기한 경과',
    detail: '강의가 시작되었거나 종료되어 더 이상 취소할 수 없습니다.',
  },
  CAPACITY_BELOW_ENROLLED: {
    title: '수강 인원보다 적은 정원',
    detail: '수강 인원이 새로운 정원보다 많습니다. 더 큰 정원을 지정해 주십시오.',
    variants: { enrolled: '이미 {enrolled}명이 수강하고 있습니다. 정원을 {enrolled}명 이상으로 지정해 주십시오.' },
  },
  ALREADY_PUBLISHED: {
    title: '이미 공개된 강의',
    detail: '강의가 이미 공개되어 `publishAt`을 변경할 수 없습니다.',
  },
  INVALID_PERIOD: {
    title: '올바르지 않은 기간',
    detail: '수강 신청 기간이 올바르지 않습니다. 시각을 변경해 주십시오.',
    variants: {
      empty:
        '수강 신청 마감은 시작보다 늦어야 합니다. `registrationOpensAt` 또는 `registrationClosesAt`을 변경해 주십시오.',
      unpublished:
        '수강 신청 마감은 강의 공개보다 늦어야 합니다. `registrationClosesAt` 또는 `publishAt`을 변경해 주십시오.',
      late: '수강 신청 시작과 강의 공개는 마지막 수업이 끝나기 전이어야 합니다.',
    },
  },
  INSTRUCTOR_UNKNOWN: {
    title: '존재하지 않는 강사',
    detail: '이 id의 강사가 없습니다. 방금 만든 계정이라면 잠시 후 다시 시도해 주십시오.',
  },
  BAD_CREDENTIALS: {
    title: '로그인 정보 불일치',
    detail: '이메일 주소 또는 비밀번호가 올바르지 않습니다. 확인하고 다시 시도해 주십시오.',
    variants: {
      client: '클라이언트 id 또는 비밀 키가 올바르지 않습니다. 확인하고 다시 시도해 주십시오.',
      'current-password': '현재 비밀번호가 올바르지 않습니다. 확인하고 다시 시도해 주십시오.',
    },
  },
  ACCOUNT_DISABLED: {
    title: '사용 중지된 계정',
    detail: '사용이 중지된 계정입니다. 관리자에게 사용 재개를 요청해 주십시오.',
  },
  PASSWORD_CHANGE_REQUIRED: {
    title: '비밀번호 변경 필요',
    detail:
      '관리자가 설정한 비밀번호입니다. 이 비밀번호로 로그인하면서 직접 정한 새 비밀번호를 newPassword로 보내 주십시오.',
  },
  LAST_ADMIN: {
    title: '마지막 관리자',
    detail: '활성화된 유일한 관리자입니다. 먼저 다른 계정을 관리자로 지정해 주십시오.',
  },
  REFRESH_TOKEN_INVALID: {
    title: '유효하지 않은 갱신 토큰',
    detail: '갱신 토큰을 알 수 없거나, 이미 사용했거나 폐기되었습니다. 다시 로그인해 주십시오.',
  },
  LINK_INVALID: {
    title: '유효하지 않은 링크',
    detail: '링크가 만료되었거나 올바르지 않습니다. 링크를 새로 만들어 주십시오.',
  },
  CSRF_CHECK_FAILED: {
    title: 'CSRF 검사 실패',
    detail:
      '세션 쿠키를 사용하는 요청은 허용된 페이지에서 X-CSRF 헤더와 함께 보내야 합니다. X-CSRF: 1을 보내고, 운영자에게 페이지의 출처를 SUGANG_CORS_ORIGINS에 추가해 달라고 요청해 주십시오.',
  },
  TOKEN_INVALID: {
    title: '유효하지 않은 토큰',
    detail: '토큰을 알 수 없거나, 이미 사용했거나 만료되었습니다. 새 메일을 요청하여 그 안의 토큰을 사용해 주십시오.',
  },
  EMAIL_TAKEN: {
    title: '이미 등록된 이메일 주소',
    detail: '이 이메일 주소의 계정이 이미 있습니다. 로그인하거나 다른 주소를 사용해 주십시오.',
  },
  WEAK_PASSWORD: {
    title: '취약한 비밀번호',
    detail: '추측하기 쉬운 비밀번호입니다. 더 길거나 덜 흔한 비밀번호를 사용해 주십시오.',
    variants: {
      'too-short': '비밀번호는 {shortest}자 이상이어야 합니다.',
      repeated: '같은 문자만 반복한 비밀번호는 사용할 수 없습니다.',
      common: '매우 흔한 비밀번호입니다. 다른 비밀번호를 사용해 주십시오.',
      personal: '이름이나 이메일 주소를 비밀번호로 사용할 수 없습니다.',
      service: '이 서비스의 이름을 비밀번호로 사용할 수 없습니다.',
      unchanged: '새 비밀번호는 현재 비밀번호와 달라야 합니다.',
    },
  },
};
