/** What can be wrong with a field: a stable code, and the sentence in both languages. `{name}` is a parameter of the fault. */
const faults: readonly (readonly [code: string, en: string, ko: string])[] = [
  ['REQUIRED', 'is required', '필수 항목입니다.'],
  ['REQUIRED', 'is required from an admin', '관리자에게는 필수 항목입니다.'],
  ['REQUIRED', 'is required without a session cookie', '세션 쿠키가 없으면 필수 항목입니다.'],
  ['REQUIRED', 'is required for {channels}', '{channels} 채널을 사용하려면 필수 항목입니다.'],
  [
    'REQUIRED',
    'is required unless the lecture is free or `hold` is true',
    '무료 강의이거나 `hold`가 true인 경우가 아니면 필수 항목입니다.',
  ],
  ['UNKNOWN_FIELD', 'is not a known field', '알 수 없는 항목입니다.'],
  ['INVALID_TYPE', 'Invalid input: expected {expected}, received {received}', '{expected} 형식이어야 합니다.'],
  ['INVALID_TYPE', 'Invalid input', '형식이 올바르지 않습니다.'],
  ['INVALID_VALUE', 'Invalid input: expected {expected}', '{expected} 값이어야 합니다.'],
  ['INVALID_VALUE', 'Invalid option: expected one of {values}', '{values} 중 하나여야 합니다.'],
  ['TOO_SHORT', 'Too small: expected string to have >={minimum} characters', '{minimum}자 이상이어야 합니다.'],
  ['TOO_LONG', 'Too big: expected string to have <={maximum} characters', '{maximum}자 이하여야 합니다.'],
  ['TOO_FEW', 'Too small: expected array to have >={minimum} items', '{minimum}개 이상이어야 합니다.'],
  ['TOO_MANY', 'Too big: expected array to have <={maximum} items', '{maximum}개 이하여야 합니다.'],
  ['TOO_SMALL', 'Too small: expected {type} to be >={minimum}', '{minimum} 이상이어야 합니다.'],
  ['TOO_LARGE', 'Too big: expected {type} to be <={maximum}', '{maximum} 이하여야 합니다.'],
  ['INVALID_FORMAT', 'Invalid string: must match pattern {pattern}', '{pattern} 형식에 맞아야 합니다.'],
  ['INVALID_FORMAT', 'Invalid {format}', '{format} 형식이 올바르지 않습니다.'],
  [
    'INVALID_FORMAT',
    'must be a whole number from {minimum} to {maximum}',
    '{minimum}에서 {maximum} 사이의 정수여야 합니다.',
  ],
  ['INVALID_VALUE', 'must be a time zone, such as {example}', '시간대여야 합니다(예: {example}).'],
  ['INVALID_VALUE', 'must be true or false', 'true 또는 false여야 합니다.'],
  ['INVALID_FORMAT', 'must be an e-mail address', '이메일 주소여야 합니다.'],
  ['INVALID_FORMAT', 'must be an entity tag, such as {example}', '엔티티 태그여야 합니다(예: {example}).'],
  ['INVALID_FORMAT', 'must be an international number, such as {example}', '국제 전화번호여야 합니다(예: {example}).'],
  ['INVALID_FORMAT', 'must be a language tag such as {example}', '언어 태그여야 합니다(예: {example}).'],
  ['INVALID_FORMAT', 'is not the signature of this body', '이 본문의 서명이 아닙니다.'],
  [
    'INVALID_FORMAT',
    'must be {minimum} to {maximum} printable ASCII characters',
    '인쇄 가능한 ASCII 문자 {minimum}~{maximum}자여야 합니다.',
  ],
  ['INVALID_FORMAT', 'is not a cursor of this list', '이 목록의 커서가 아닙니다.'],
  ['INVALID_FORMAT', 'contains a malformed escape sequence', '잘못된 이스케이프 문자열이 있습니다.'],
  ['INVALID_FORMAT', 'must be well-formed Unicode', '올바른 유니코드여야 합니다.'],
  ['INVALID_TEXT', 'must be UTF-8', 'UTF-8이어야 합니다.'],
  ['INVALID_TEXT', 'must be JSON', 'JSON이어야 합니다.'],
  [
    'UNKNOWN_FIELD',
    'must not contain __proto__ or constructor members',
    '__proto__나 constructor 항목을 포함할 수 없습니다.',
  ],
  [
    'INVALID_TEXT',
    'must not contain dot segments or backslashes (even encoded) or unescaped special characters',
    '점 세그먼트, 역슬래시 또는 이스케이프하지 않은 특수 문자를 포함할 수 없습니다.',
  ],
  ['INVALID_TEXT', 'must not contain control characters', '제어 문자를 포함할 수 없습니다.'],
  ['INVALID_TEXT', 'must contain a visible character', '보이는 문자를 포함해야 합니다.'],
  ['INVALID_TEXT', 'must be a single line', '한 줄이어야 합니다.'],
  ['INVALID_TEXT', 'must not contain a web address', '웹 주소를 포함할 수 없습니다.'],
  [
    'INVALID_TIME',
    'must be a real date between {minimum} and {maximum}',
    '{minimum}년에서 {maximum}년 사이의 실제 날짜여야 합니다.',
  ],
  ['INVALID_VALUE', 'must not end before it begins', '끝은 시작보다 작을 수 없습니다.'],
  ['INVALID_TIME', 'must be after startsAt', 'startsAt 이후여야 합니다.'],
  ['REQUIRED', 'must be sent together with from', 'from과 함께 보내야 합니다.'],
  ['INVALID_TIME', 'must be after from', 'from 이후여야 합니다.'],
  [
    'INVALID_TIME',
    'must be at most {maximum} intervals after from',
    'from부터 최대 {maximum}개 구간까지만 지정할 수 있습니다.',
  ],
  ['INVALID_TIME', 'must be in the future', '미래의 시각이어야 합니다.'],
  ['INVALID_TIME', 'at least one session must end in the future', '아직 끝나지 않은 수업이 하나 이상 있어야 합니다.'],
  ['NOT_ALLOWED', 'must not be sent together with refundTiers', 'refundTiers와 함께 보낼 수 없습니다.'],
  ['INVALID_TIME', 'sessions must not overlap', '수업 시간이 서로 겹칠 수 없습니다.'],
  ['REQUIRED', 'a session needs a place or a url', '수업에는 장소나 URL이 필요합니다.'],
  ['DUPLICATE', 'must not name a seat twice', '같은 좌석을 두 번 지정할 수 없습니다.'],
  ['DUPLICATE', 'must not name a place twice', '같은 자리를 두 번 지정할 수 없습니다.'],
  ['DUPLICATE', 'must not name a row twice', '같은 열을 두 번 지정할 수 없습니다.'],
  ['TOO_MANY', 'must have at most {maximum} seats', '좌석은 최대 {maximum}개여야 합니다.'],
  ['TOO_FEW', 'must have a seat that is not blocked', '사용할 수 있는 좌석이 하나 이상 있어야 합니다.'],
  ['REQUIRED', 'is required without a seating plan', '좌석 배치도가 없으면 필수 항목입니다.'],
  ['DUPLICATE', 'must not name a channel twice', '같은 채널을 두 번 지정할 수 없습니다.'],
  ['DUPLICATE', 'must be sent only once', '한 번만 보내야 합니다.'],
  ['NOT_ALLOWED', 'is for admins only', '관리자만 사용할 수 있습니다.'],
  ['NOT_ALLOWED', 'is managed by {issuer}', '{issuer}에서 관리하는 항목입니다.'],
  [
    'NOT_OFFERED',
    'the channel {channel} is not offered on this site',
    '이 사이트에서는 {channel} 채널을 제공하지 않습니다.',
  ],
  ['NOT_OFFERED', 'webhooks are not offered on this site', '이 사이트에서는 웹훅을 제공하지 않습니다.'],
  ['INVALID_URL', 'must begin with https://', 'https://로 시작해야 합니다.'],
  ['INVALID_URL', 'must not contain a user name or a password', '사용자 이름이나 비밀번호를 포함할 수 없습니다.'],
];

export type Language = 'en' | 'ko';
export type Params = Record<string, string | number>;

/** The parameters in a sentence that matches the template; undefined if it does not match. */
export function paramsOf(template: string, sentence: string): Params | undefined {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const literal = template.split(/\{\w+\}/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const values = new RegExp(`^${literal.join('(.+?)')}$`, 's').exec(sentence)?.slice(1);
  return values && Object.fromEntries(names.map((name, n) => [name, asNumber(values[n]!)]));
}

const asNumber = (value: string): string | number => (/^-?\d{1,15}$/.test(value) ? Number(value) : value);

export const filled = (template: string, params: Readonly<Params>): string =>
  template.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));

export interface DescribedFault {
  pointer: string;
  detail: string;
  code: string;
  params: Params;
}

/** Finds a fault by its English sentence, adds its code and parameters, and translates the sentence. */
export function describedFault(
  { pointer, detail }: { pointer: string; detail: string },
  language: Language,
): DescribedFault {
  for (const [code, en, ko] of faults) {
    const params = paramsOf(en, detail);
    if (params) return { pointer, detail: language === 'ko' ? filled(ko, params) : detail, code, params };
  }
  return { pointer, detail: language === 'ko' ? '값이 올바르지 않습니다.' : detail, code: 'INVALID', params: {} };
}

export const isKnownFault = (detail: string): boolean => faults.some(([, en]) => paramsOf(en, detail) !== undefined);
