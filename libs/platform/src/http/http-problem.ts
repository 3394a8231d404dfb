import { problemDetail, problemText, type GeneralProblem, type ProblemVariant } from '#contracts';

/** One fault of a request: where (a JSON pointer: `/payment/token` in the body; `/query/limit`, `/path/id`, `/header/If-Match` elsewhere) and what. */
export interface Fault {
  pointer: string;
  detail: string;
}

export interface HttpProblemDetails<Code extends GeneralProblem = GeneralProblem> {
  variant?: ProblemVariant<Code>;
  values?: Readonly<Record<string, string | number>>;
  detail?: string;
  errors?: Fault[];
  headers?: Record<string, string>;
}

/** A refusal by the HTTP layer itself, with one of the general codes; business refusals are `Rejection`s. */
export class HttpProblem<Code extends GeneralProblem = GeneralProblem> extends Error {
  readonly status: number;
  readonly detail: string;
  readonly errors?: Fault[];
  readonly headers: Record<string, string>;

  constructor(
    readonly code: Code,
    given: string | HttpProblemDetails<Code> = {},
    more: Pick<HttpProblemDetails, 'errors' | 'headers'> = {},
  ) {
    super();
    const {
      variant,
      values,
      detail,
      errors,
      headers = {},
    } = typeof given === 'string' ? { ...more, detail: given } : given;
    this.name = 'HttpProblem';
    this.status = problemText(code).status;
    this.detail = detail ?? problemDetail(code, variant, values);
    this.errors = errors;
    this.headers = headers;
    this.message = `${code}: ${this.detail}`;
  }
}

export const invalidRequest = (
  errors: Fault[],
  variant?: ProblemVariant<'INVALID_REQUEST'>,
): HttpProblem<'INVALID_REQUEST'> => new HttpProblem('INVALID_REQUEST', { errors, ...(variant && { variant }) });

/** 401: `no-token` asks for authentication; the other variants refuse a token (`error="invalid_token"`, RFC 6750). */
export const unauthenticated = (variant: ProblemVariant<'UNAUTHENTICATED'>): HttpProblem<'UNAUTHENTICATED'> =>
  new HttpProblem('UNAUTHENTICATED', {
    variant,
    headers: {
      'www-authenticate': `Bearer realm="sugang"${variant === 'no-token' ? '' : ', error="invalid_token"'}`,
    },
  });

export const unavailable = (
  variant: ProblemVariant<'UNAVAILABLE'> | (string & {}),
  retryAfterSeconds = 1,
): HttpProblem<'UNAVAILABLE'> =>
  new HttpProblem('UNAVAILABLE', {
    ...(isUnavailableVariant(variant) ? { variant } : { detail: variant }),
    headers: { 'retry-after': String(retryAfterSeconds) },
  });

const isUnavailableVariant = (variant: string): variant is ProblemVariant<'UNAVAILABLE'> =>
  Object.hasOwn(problemText('UNAVAILABLE').variants ?? {}, variant);
