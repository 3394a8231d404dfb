import { z } from 'zod';
import { filled, paramsOf, type Language } from './faults.js';
import type { ProblemText } from './general-problems.js';
import { RefundQuote } from './refunds.js';
import { Money } from './values.js';
import { problemsInKorean } from './problems-in-korean.js';
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
  return filled(sentence, values);
}

/** Title and sentence in a language. As in gettext, the English sentence is the key; a sentence that is not in the catalog is returned unchanged. */
export function localized(code: ProblemCode, detail: string, language: Language): { title: string; detail: string } {
  const english = problemText(code);
  if (language === 'en') return { title: english.title, detail };
  const korean: { title: string; detail: string; variants?: Record<string, string> } = problemsInKorean[code];
  const sentences = [[english.detail, korean.detail]];
  for (const [variant, text] of Object.entries(english.variants ?? {}))
    sentences.push([text, korean.variants![variant]!]);
  for (const [template, translation] of sentences) {
    const params = paramsOf(template!, detail);
    if (params) return { title: korean.title, detail: filled(translation!, params) };
  }
  return { title: korean.title, detail };
}

export const problemType = (code: string): string =>
  `https://sugang.dev/problems/${code.toLowerCase().replaceAll('_', '-')}`;

/** What a rejection says beside its code. Further members become members of the problem document, such as `registrationId`. */
export interface RejectionDetails<Code extends string = string> {
  variant?: Code extends ProblemCode ? ProblemVariant<Code> : never;
  values?: Readonly<Record<string, string | number>>;
  detail?: string;
  errors?: readonly { pointer: string; detail: string }[];
  /** The facts of the only reason of a 409, beside the further members. */
  data?: Readonly<Record<string, unknown>>;
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

const ProblemCodeText = z.string().meta({
  id: 'ProblemCode',
  description: 'A stable code. Treat an unknown one by its status: codes are added within this version.',
  'x-extensible-enum': Object.keys(problems),
  example: 'LECTURE_FULL',
});

/** One reason for a refusal: `data` has the facts, `remedies` what the student can do. Both may get further members. */
export const ProblemReason = z
  .object({
    code: ProblemCodeText.describe('The stable code of this reason.'),
    detail: z.string().describe('A sentence for the user.'),
    data: z.record(z.string(), z.unknown()).describe('The facts of this reason; the members depend on the code.'),
    remedies: z
      .array(z.string())
      .meta({ description: 'What the student can do, such as `PAY`.', example: ['PAY', 'CANCEL'] }),
  })
  .meta({ id: 'ProblemReason', description: 'One reason for a refusal.' });

/** RFC 9457 problem document; `code` is stable, `type` is made of it. */
export const Problem = z
  .object({
    type: z.string().meta({
      description: 'URI of the problem type, derived from `code`.',
      example: 'https://sugang.dev/problems/lecture-full',
    }),
    title: z.string().meta({ description: 'Short name of the problem.', example: 'Lecture full' }),
    status: z.int().meta({ description: 'The HTTP status.', example: 409 }),
    detail: z.string().meta({
      description: 'What happened and what to do next, for the user. Not stable: do not parse it.',
      example: 'All seats of this lecture are taken. Try again later: a seat becomes free when a hold expires.',
    }),
    instance: z.string().meta({ description: 'Path of the request.', example: '/api/v1/registrations' }),
    code: ProblemCodeText,
    errors: z
      .array(
        z.object({
          pointer: z
            .string()
            .describe('JSON pointer: `/payment/token` in the body, `/query/limit`, `/path/id`, `/header/If-Match`.'),
          detail: z.string().describe('What is wrong with it, for the user.'),
          code: z
            .string()
            .meta({ description: 'The stable code of the fault, such as `REQUIRED`.', example: 'REQUIRED' }),
          params: z
            .record(z.string(), z.union([z.string(), z.number()]))
            .meta({ description: 'The values in `detail`, such as `maximum`.', example: {} }),
        }),
      )
      .optional()
      .describe('Every fault of an invalid request.'),
    traceId: z
      .string()
      .meta({ description: 'Identifies the request in the logs.', example: '4bf92f3577b34da6a3ce929d0e0e4736' }),
    registrationId: z.string().optional().describe('The registration concerned, if any.'),
    registrationStatus: z.string().optional().describe('With `NOT_CONFIRMED`: the status of the registration.'),
    fee: Money.optional().describe('The current fee, with `FEE_CHANGED`.'),
    quote: RefundQuote.optional().describe('The current refund, with `REFUND_CHANGED`.'),
    holdExpiresAt: z
      .string()
      .optional()
      .describe('With `PAYMENT_DECLINED`: when the hold of the seat ends. Until then, another card can be used.'),
    reasons: z
      .array(ProblemReason)
      .optional()
      .describe('All reasons for a refusal by business rules; `code` is that of the first.'),
  })
  .meta({ id: 'Problem', description: 'A problem document (RFC 9457).' });
export type Problem = z.infer<typeof Problem>;
