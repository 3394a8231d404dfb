import { z } from 'zod';
import type { ProblemText } from './general-problems.js';
import { Money } from './values.js';
import { type ProblemCode, problems, type ProblemVariant } from './problems.js';

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);

export const problemText = (code: ProblemCode): ProblemText => problems[code];

export function problemDetail<Code extends ProblemCode>(
  code: Code,
  variant?: ProblemVariant<Code>,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const { detail, variants } = problemText(code);
  const sentence = (variant !== undefined && variants?.[variant]) || detail;
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

export const problemType = (code: string): string =>
  `https://sugang.dev/problems/${code.toLowerCase().replaceAll('_', '-')}`;

/** What a rejection says beside its code. Further members become members of the problem document, such as `registrationId`. */
export interface RejectionDetails<Code extends string = string> {
  variant?: Code extends ProblemCode ? ProblemVariant<Code> : never;
  values?: Readonly<Record<string, string | number>>;
  detail?: string;
  errors?: readonly { pointer: string; detail: string }[];
  /** Seconds; sent as the header `Retry-After`. */
  retryAfter?: number;
  [extension: string]: unknown;
}

/** A business refusal: a stable code whose status, title and sentence are in the problem catalog. Recognized by its tag, not by its class. */
export class Rejection<Code extends string = string> extends Error {
  readonly rejected = true;
  readonly detail: string;
  readonly extensions: Record<string, unknown>;

  constructor(
    readonly code: Code & ProblemCode,
    { variant, values, detail, ...extensions }: RejectionDetails<Code> = {},
  ) {
    const sentence = detail ?? (isProblemCode(code) ? problemDetail(code, variant, values) : '');
    super(`${code}: ${sentence}`);
    this.name = 'Rejection';
    this.detail = sentence;
    this.extensions = extensions;
  }
}

export function isRejection(error: unknown): error is Rejection {
  return error instanceof Error && (error as Partial<Rejection>).rejected === true;
}

/** One reason for a refusal: `data` has the facts, `remedies` what the student can do. Both may get further members. */
export const ProblemReason = z
  .object({
    code: z.string().meta({ example: 'TOO_MANY_HOLDS' }),
    detail: z.string(),
    data: z.record(z.string(), z.unknown()),
    remedies: z.array(z.string()).meta({ example: ['PAY', 'CANCEL'] }),
  })
  .meta({ id: 'ProblemReason' });

/** RFC 9457 problem document; `code` is stable, `type` is made of it. */
export const Problem = z
  .object({
    type: z.string().meta({ example: 'https://sugang.dev/problems/lecture-full' }),
    title: z.string().meta({ example: 'Lecture full' }),
    status: z.int().meta({ example: 409 }),
    detail: z.string().meta({
      example: 'All seats of this lecture are taken. Try again later: a seat becomes free when a hold expires.',
    }),
    instance: z.string().meta({ example: '/api/v1/registrations' }),
    code: z.string().meta({ example: 'LECTURE_FULL' }),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
    traceId: z.string().meta({ example: '4bf92f3577b34da6a3ce929d0e0e4736' }),
    registrationId: z.string().optional(),
    fee: Money.optional(),
    reasons: z.array(ProblemReason).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
