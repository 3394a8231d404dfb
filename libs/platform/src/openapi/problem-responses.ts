import {
  describedFault,
  isProblemCode,
  problemDetail,
  problems,
  problemText,
  type GeneralProblem,
  type ProblemCode,
  type ServiceName,
} from '#contracts';
import { problemBody } from '../http/problems.js';
import type { RoutePlan } from '../routes/routes.js';
import { headersOf } from './headers.js';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const CODE_DESCRIPTION = 'The codes of this response. Codes are added within this version.';

/** One response per status, with the codes of the route and an example of each. @throws Error for an unknown code */
export function problemResponsesOf(plan: RoutePlan): Record<string, object> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of new Set([...commonProblemsOf(plan), ...plan.problems])) {
    if (!isProblemCode(code)) throw new Error(`${plan.name}: the problem catalog does not have the code ${code}`);
    const { status } = problemText(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const idempotent = plan.idempotent !== undefined;
  const entries = [...byStatus].map(([status, codes]) => [String(status), problemResponse(codes, idempotent)]);
  return Object.fromEntries(entries) as Record<string, object>;
}

function* commonProblemsOf({ method, isPublic, roles, idempotent, parts }: RoutePlan): Generator<GeneralProblem> {
  // The body of a DELETE is parsed although none is needed.
  const hasBody = method === 'DELETE' || parts.some(({ pointer }) => pointer === '');
  yield 'INVALID_REQUEST';
  if (idempotent?.required) yield 'IDEMPOTENCY_KEY_REQUIRED';
  if (!isPublic) yield* ['UNAUTHENTICATED', 'FORBIDDEN'] as const;
  if (roles) yield 'FORBIDDEN';
  if (parts.some(({ pointer }) => pointer.startsWith('/path/'))) yield 'NOT_FOUND';
  yield 'REQUEST_TIMEOUT';
  if (idempotent) yield* ['REQUEST_IN_PROGRESS', 'IDEMPOTENCY_KEY_REUSED'] as const;
  if (hasBody) yield* ['PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const;
  yield* ['RATE_LIMITED', 'HEADERS_TOO_LARGE', 'INTERNAL', 'UNAVAILABLE'] as const;
}

function problemResponse(codes: ProblemCode[], idempotent: boolean): object {
  const [only] = codes;
  return codes.length === 1 && isGeneral(only!)
    ? { $ref: `#/components/responses/${only}` }
    : describedProblem(codes, idempotent);
}

function describedProblem(codes: readonly ProblemCode[], idempotent: boolean): object {
  const [first] = codes;
  const examples = codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]);
  return {
    description: codes.map((code) => `\`${code}\`: ${problemText(code).title}.`).join(' '),
    headers: headersOf({ status: problemText(first!).status, idempotent, codes }),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            {
              type: 'object',
              properties: { code: { type: 'string', description: CODE_DESCRIPTION, 'x-extensible-enum': codes } },
            },
          ],
        },
        examples: Object.fromEntries(examples) as object,
      },
    },
  };
}

const isGeneral = (code: ProblemCode): boolean => problemText(code).services === undefined;

const generalCodes = (Object.keys(problems) as ProblemCode[]).filter(isGeneral);

/** The responses with one general code, which many operations share. */
export const sharedProblemResponses = (): Record<string, object> =>
  Object.fromEntries(generalCodes.map((code) => [code, describedProblem([code], false)]));

export const problemExamples = (): Record<string, object> =>
  Object.fromEntries(
    (Object.keys(problems) as ProblemCode[]).map((code) => [
      code,
      { summary: problemText(code).title, value: exampleOf(code) },
    ]),
  );

const REGISTRATION_ID = '0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01';

const INSTANCES: Partial<Record<ServiceName, string>> = {
  identity: '/api/v1/auth/login',
  lecture: '/api/v1/admin/lectures',
  payment: '/api/v1/payments',
};

const MEMBERS: Partial<Record<ProblemCode, object>> = {
  INVALID_REQUEST: { errors: [describedFault({ pointer: '/lectureId', detail: 'is required' }, 'en')] },
  FEE_CHANGED: { fee: { amount: 59_000, currency: 'KRW' } },
  NOT_CONFIRMED: { registrationStatus: 'CANCELED' },
  PAYMENT_DECLINED: { registrationId: REGISTRATION_ID },
  ALREADY_REGISTERED: {
    reasons: [
      {
        code: 'ALREADY_REGISTERED',
        detail: problemDetail('ALREADY_REGISTERED'),
        data: { registrationId: REGISTRATION_ID, status: 'CONFIRMED' },
        remedies: ['SHOW_REGISTRATION'],
      },
    ],
  },
  TOO_MANY_HOLDS: {
    reasons: [
      {
        code: 'TOO_MANY_HOLDS',
        detail: problemDetail('TOO_MANY_HOLDS'),
        data: { limit: 1, registrationIds: [REGISTRATION_ID], possibleAt: '2030-03-04T09:00:00.000Z' },
        remedies: ['PAY', 'CANCEL'],
      },
    ],
  },
};

function exampleOf(code: ProblemCode): object {
  const { status, detail, services: [service] = [] } = problemText(code);
  const instance = INSTANCES[service as ServiceName] ?? '/api/v1/registrations';
  const isRule = status === 409 && service !== undefined;
  return {
    ...problemBody(code, status, detail, instance),
    ...(isRule && { reasons: [{ code, detail, data: {}, remedies: [] }] }),
    ...MEMBERS[code],
    traceId: TRACE_ID,
  };
}
