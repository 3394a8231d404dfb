import type { generalProblems } from './general-problems.js';

export type Korean<Text> = { title: string; detail: string } & (Text extends { variants: infer Variants }
  ? { variants: { [Name in keyof Variants]: string } }
  : { variants?: never });

export const generalProblemsInKorean: {
  [Code in keyof typeof generalProblems]: Korean<(typeof generalProblems)[Code]>;
} = {
  INVALID_REQUEST: {
    title: '잘못된 요청',
    detail: '요청이 올바르지 않습니다. errors에 있는 항목을 고쳐 다시 보내 주십시오.',
    variants: {
      unreadable: '요청을 읽을 수 없습니다. 형식을 확인하고 다시 보내 주십시오.',
      body: '요청 본문을 읽을 수 없습니다. 형식과 인코딩을 확인하고 다시 보내 주십시오.',
      expectation: 'Expect 헤더는 100-continue만 지원합니다. 이 헤더 없이 다시 보내 주십시오.',
      'payment-missing': '수강료가 있는 강의입니다. 결제 수단을 추가하여 다시 신청해 주십시오.',
      'instructor-missing': 'instructorId에 담당 강사를 지정해 주십시오.',
      'instructor-not-allowed': '강사는 본인의 강의만 개설할 수 있습니다. instructorId를 빼고 다시 보내 주십시오.',
      preferences: '이 알림 설정은 사용할 수 없습니다. errors에 있는 항목을 고쳐 주십시오.',
    },
  },
  IDEMPOTENCY_KEY_REQUIRED: {
    title: '멱등성 키 필요',
    detail: 'UUID와 같은 고유한 값을 Idempotency-Key 헤더로 보내고, 재시도할 때는 같은 값을 사용해 주십시오.',
  },
  UNAUTHENTICATED: {
    title: '인증 필요',
    detail: '유효한 액세스 토큰이 필요한 요청입니다. 로그인하거나 토큰을 갱신한 뒤 다시 시도해 주십시오.',
    variants: {
      'no-token': '액세스 토큰이 필요한 요청입니다. 로그인하여 Bearer 토큰으로 보내 주십시오.',
      'not-bearer': 'Authorization 헤더에 Bearer 토큰이 없습니다. "Bearer" 뒤에 액세스 토큰을 붙여 보내 주십시오.',
      'invalid-token': '액세스 토큰이 올바르지 않거나 만료되었습니다. 다시 로그인하거나 토큰을 갱신해 주십시오.',
      'stream-ticket':
        '티켓이 올바르지 않거나 만료되었거나 이미 사용되었습니다. POST /api/v1/mypage/stream-tickets로 새 티켓을 만들어 다시 연결해 주십시오.',
    },
  },
  FORBIDDEN: {
    title: '권한 없음',
    detail: '이 계정에는 권한이 없습니다. 필요한 역할이 있는 계정으로 로그인해 주십시오.',
    variants: {
      'unknown-role':
        '액세스 토큰의 클레임 {claim}에 사용할 수 있는 역할이 없습니다. 관리자에게 역할 지정을 요청해 주십시오.',
    },
  },
  NOT_FOUND: {
    title: '찾을 수 없음',
    detail: '이 주소에 해당하는 항목이 없거나 다른 계정의 항목입니다. 주소를 확인해 주십시오.',
    variants: {
      address: '이 주소에 해당하는 항목이 없습니다. API 문서에서 주소를 확인해 주십시오.',
      lecture: '존재하지 않는 강의입니다. 강의 id를 확인해 주십시오.',
      registration: '이 id의 수강 신청이 없습니다. 수강 신청 목록에서 id를 확인해 주십시오.',
      payment: '조회할 수 있는 결제 중에 이 id의 결제가 없습니다. 결제 목록에서 id를 확인해 주십시오.',
      view: '이 id의 수강 신청이 없거나 아직 마이페이지에 반영되지 않았습니다. 잠시 후 다시 시도해 주십시오.',
      'account-id': '이 id의 계정이 없습니다. 계정 목록에서 id를 확인해 주십시오.',
      'parked-message':
        '이 id의 보류된 메시지가 없습니다. 이미 재처리되었거나 삭제되었을 수 있습니다. 목록을 확인해 주십시오.',
      session: '이 id의 세션이 없습니다. 세션 목록에서 id를 확인해 주십시오.',
      account: '이 액세스 토큰의 계정이 존재하지 않습니다. 다시 로그인해 주십시오.',
      'external-accounts': '계정은 {issuer}에서 관리합니다. 그곳에서 로그인해 주십시오.',
    },
  },
  METHOD_NOT_ALLOWED: {
    title: '허용되지 않는 메서드',
    detail: '이 주소에서 지원하지 않는 HTTP 메서드입니다. Allow 헤더에 있는 메서드를 사용해 주십시오.',
    variants: { allowed: '이 주소는 {methods} 메서드만 지원합니다. 해당 메서드를 사용해 주십시오.' },
  },
  NOT_ACCEPTABLE: {
    title: '제공할 수 없는 형식',
    detail: 'Accept 헤더에 있는 미디어 타입은 제공하지 않습니다. 다른 미디어 타입을 지정해 주십시오.',
  },
  REQUEST_TIMEOUT: {
    title: '요청 시간 초과',
    detail: '요청을 받는 데 시간이 너무 오래 걸렸습니다. 네트워크 연결을 확인하고 다시 보내 주십시오.',
  },
  REQUEST_IN_PROGRESS: {
    title: '처리 중인 요청',
    detail:
      '같은 Idempotency-Key의 요청을 아직 처리하고 있습니다. Retry-After에 지정된 시간이 지난 뒤 다시 시도해 주십시오.',
  },
  PRECONDITION_FAILED: {
    title: '사전 조건 불일치',
    detail: '조회한 뒤에 내용이 변경되었습니다. 다시 조회하여 변경해 주십시오.',
    variants: {
      lecture: '조회한 뒤에 강의 내용이 변경되었습니다. 다시 조회하여 변경해 주십시오.',
      account: '조회한 뒤에 계정 정보가 변경되었습니다. 다시 조회하여 변경해 주십시오.',
    },
  },
  PAYLOAD_TOO_LARGE: {
    title: '너무 큰 본문',
    detail: '요청 본문이 100KiB를 넘습니다. 크기를 줄여 다시 보내 주십시오.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    title: '지원하지 않는 미디어 타입',
    detail:
      '본문을 압축하지 않은 UTF-8 application/json으로 보내 주십시오. PATCH 요청은 application/merge-patch+json도 사용할 수 있습니다.',
    variants: { because: '본문을 application/json으로 보내 주십시오: {reason}.' },
  },
  IDEMPOTENCY_KEY_REUSED: {
    title: '이미 사용한 멱등성 키',
    detail: '다른 본문의 요청에 이미 사용한 Idempotency-Key입니다. 새로운 키를 사용해 주십시오.',
  },
  PRECONDITION_REQUIRED: {
    title: '사전 조건 필요',
    detail: '조회할 때 받은 ETag를 If-Match 헤더로 보내 주십시오.',
    variants: {
      lecture: '강의의 ETag를 If-Match 헤더로 보내 주십시오.',
      account: '계정의 ETag를 If-Match 헤더로 보내 주십시오.',
    },
  },
  RATE_LIMITED: {
    title: '요청 한도 초과',
    detail: '요청이 너무 많습니다. Retry-After에 지정된 시간이 지난 뒤 다시 시도해 주십시오.',
    variants: {
      requests: '요청이 너무 많습니다. {seconds}초 뒤에 다시 시도해 주십시오.',
      'failed-logins': '로그인 실패가 너무 많습니다. {seconds}초 뒤에 다시 시도해 주십시오.',
      streams:
        '사용 중인 네트워크에서 열린 스트림이 너무 많습니다. 하나를 닫거나 {seconds}초 뒤에 다시 시도해 주십시오.',
      mails: '이 주소로 이미 여러 통의 메일을 보냈습니다. {seconds}초 뒤에 다시 시도해 주십시오.',
      'sign-ups':
        '최근 한 시간 동안 사용 중인 네트워크에서 너무 많은 계정이 만들어졌습니다. {seconds}초 뒤에 다시 시도하거나 다른 네트워크를 이용해 주십시오.',
      guesses:
        '이 계정의 로그인 실패가 너무 많습니다. {seconds}초 뒤에 다시 시도하거나 이전에 로그인한 적이 있는 네트워크에서 로그인해 주십시오.',
      'logins-busy': '현재 로그인하는 사용자가 너무 많습니다. 잠시 후 다시 시도해 주십시오.',
      connections: '사용 중인 네트워크 주소의 연결이 너무 많습니다. 일부를 닫거나 잠시 후 다시 시도해 주십시오.',
      'idempotency-keys':
        '이 계정은 Idempotency-Key를 최대 개수인 {limit}개까지 사용했습니다. 사용한 키로는 계속 재시도할 수 있으며, 새로운 키는 나중에 사용해 주십시오.',
    },
  },
  HEADERS_TOO_LARGE: {
    title: '너무 큰 헤더',
    detail: '요청 헤더가 너무 큽니다. 헤더의 수나 길이를 줄여 다시 보내 주십시오.',
  },
  INTERNAL: {
    title: '내부 오류',
    detail:
      '서버에 오류가 발생했으며 그 내용이 기록되었습니다. 나중에 다시 시도하거나 traceId와 함께 고객 지원에 문의해 주십시오.',
  },
  UNAVAILABLE: {
    title: '일시적으로 이용 불가',
    detail:
      '현재 요청을 처리할 수 없습니다. Retry-After에 지정된 시간이 지난 뒤 같은 Idempotency-Key로 다시 시도해 주십시오.',
    variants: {
      store: '데이터베이스가 응답하지 않습니다. 잠시 후 같은 Idempotency-Key로 다시 시도해 주십시오.',
      broker: '메시지 브로커가 응답하지 않습니다. 잠시 후 다시 시도해 주십시오.',
      keys: '현재 액세스 토큰을 확인할 수 없습니다. 잠시 후 다시 시도해 주십시오.',
      'too-slow': '해당 서비스의 응답이 너무 늦습니다. 잠시 후 다시 시도해 주십시오.',
      unreachable: '해당 서비스가 응답하지 않습니다. 잠시 후 다시 시도해 주십시오.',
      broken: '해당 서비스와의 연결이 끊어졌습니다. 잠시 후 다시 시도해 주십시오.',
      'cut-off': '해당 서비스가 한동안 응답하지 않고 있습니다. 잠시 후 다시 시도해 주십시오.',
      busy: '해당 서비스의 이용자가 너무 많습니다. 잠시 후 다시 시도해 주십시오.',
    },
  },
  SERVICE_NOT_INSTALLED: {
    title: '설치되지 않은 서비스',
    detail: '이 사이트에는 이 주소의 서비스가 설치되어 있지 않습니다. 다시 시도하지 마십시오.',
    variants: {
      named:
        '이 사이트에는 {service} 서비스가 설치되어 있지 않아 이 주소를 사용할 수 없습니다. 다시 시도하지 마십시오.',
    },
  },
};
