import { generalProblems, type GeneralProblem } from './problem-table.js';

/** One fault of a request: where (a JSON pointer: `/payment/token` in the body, `/query/limit`, `/path/id`, `/header/If-Match` elsewhere) and what. */
export interface Fault {
  pointer: string;
  detail: string;
}

export interface ProblemDetails {
  errors?: Fault[];
  headers?: Record<string, string>;
}

/** A refusal by the HTTP layer itself, with one of the general codes; business refusals are `Rejection`s. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly errors?: Fault[];
  readonly headers: Record<string, string>;

  constructor(
    readonly code: GeneralProblem,
    readonly detail: string,
    { errors, headers = {} }: ProblemDetails = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'HttpProblem';
    this.status = generalProblems[code];
    this.errors = errors;
    this.headers = headers;
  }
}

/** 400 INVALID_REQUEST with every fault found. */
export const invalidRequest = (errors: Fault[], detail = 'The request is not valid.'): HttpProblem =>
  new HttpProblem('INVALID_REQUEST', detail, { errors });
