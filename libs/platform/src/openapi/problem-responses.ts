import { generalProblems, type GeneralProblem } from '../http/problem-table.js';
import { titleOf, typeOf, type Problems } from '../http/problems.js';
import type { RoutePlan } from '../routes/route-plan.js';

/** The problem answers of one route, by status: those it declares, and those that follow from what it is. */
export function problemResponses(plan: RoutePlan, problems: Problems): Record<string, object> {
  const byStatus = new Map<number, string[]>();
  for (const code of new Set([...commonOf(plan), ...plan.problems])) {
    const status = problems.statusOf(code);
    if (status === undefined) throw new Error(`${plan.name}: @ApiProblems names ${code}, which no problem table does`);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries([...byStatus].map(([status, codes]) => [String(status), response(status, codes)]));
}

/** The responses that many routes share: one for each general code. */
export const sharedResponses = (): Record<string, object> =>
  Object.fromEntries(Object.keys(generalProblems).map((code) => [code, described([code])]));

function* commonOf({ isPublic, roles, idempotent, parts }: RoutePlan): Generator<GeneralProblem> {
  yield 'INVALID_REQUEST';
  if (idempotent?.required) yield 'IDEMPOTENCY_KEY_REQUIRED';
  if (!isPublic) yield 'UNAUTHENTICATED';
  if (roles) yield 'FORBIDDEN';
  if (parts.some(({ pointer }) => pointer.startsWith('/path/'))) yield 'NOT_FOUND';
  if (idempotent) yield* ['REQUEST_IN_PROGRESS', 'IDEMPOTENCY_KEY_REUSED'] as const;
  if (parts.some(({ pointer }) => pointer === '')) yield* ['PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const;
  yield 'UNAVAILABLE';
}

function response(status: number, codes: string[]): object {
  const [only] = codes;
  if (codes.length === 1 && only! in generalProblems) return { $ref: `#/components/responses/${only}` };
  return described(codes, Object.fromEntries(codes.map((code) => [code, { value: exampleOf(status, code) }])));
}

const described = (codes: string[], examples?: object): object => ({
  description: codes.map((code) => `\`${code}\``).join(', '),
  content: {
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, ...(examples && { examples }) },
  },
});

const exampleOf = (status: number, code: string): object => ({
  type: typeOf(code),
  title: titleOf(code),
  status,
  detail: `${titleOf(code)}.`,
  instance: '/api/v1/…',
  code,
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
});
