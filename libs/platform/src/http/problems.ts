import { HttpException } from '@nestjs/common';
import { isContention, isStoreFault } from '#persistence';
import { isRejection, type Problem, type Rejection } from '#contracts';
import { currentContext, traceIdOf } from '../context/context.js';
import type { Log } from '../log/log.js';
import { HttpProblem, type Fault } from './http-problem.js';
import { generalProblems, type GeneralProblem, type ProblemTable } from './problem-table.js';

/** An error as the client is told it. */
export interface ProblemAnswer {
  status: number;
  headers: Record<string, string>;
  body: Problem & Record<string, unknown>;
}

interface Refusal {
  code: string;
  status: number;
  detail: string;
  errors?: Fault[];
  headers?: Record<string, string>;
  extensions?: Record<string, unknown>;
}

/** Turns errors into problem documents (RFC 9457), by the general codes and the app's own table. */
export class Problems {
  private readonly table: ProblemTable;

  constructor(
    ofApp: ProblemTable,
    private readonly log: Log,
  ) {
    this.table = { ...generalProblems, ...ofApp };
  }

  /** The HTTP status of a code, or undefined for a code that no table names. */
  statusOf(code: string): number | undefined {
    return Object.hasOwn(this.table, code) ? this.table[code] : undefined;
  }

  /** The answer to `error` at the path `instance`; faults of ours are logged, with their stack, and answered without. */
  of(error: unknown, instance: string): ProblemAnswer {
    const { code, status, detail, errors, headers = {}, extensions } = this.refusalOf(error);
    return {
      status,
      headers: {
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        // RFC 9110, 15.5.2: every 401 says how to authenticate.
        ...(status === 401 && { 'www-authenticate': 'Bearer realm="sugang"' }),
        ...headers,
      },
      body: {
        ...extensions,
        type: typeOf(code),
        title: titleOf(code),
        status,
        detail,
        instance,
        code,
        ...(errors && { errors }),
        traceId: traceIdOf(currentContext()) ?? '',
      },
    };
  }

  private refusalOf(error: unknown): Refusal {
    if (error instanceof HttpProblem) return error;
    if (isRejection(error)) {
      const status = this.statusOf(error.code);
      if (status !== undefined) return ofRejection(error, status);
      this.log.error('a rejection has no row in the problem table', { code: error.code });
    }
    if (isStoreFault(error) || isContention(error)) return this.unavailable(error);
    if (error instanceof HttpException && error.getStatus() < 500) return ofNest(error);
    this.log.error('a request failed', { error });
    return { code: 'INTERNAL', status: 500, detail: 'Something went wrong on our side. It has been noted.' };
  }

  private unavailable(error: unknown): Refusal {
    this.log.warn('a request met an unavailable store', { error });
    return unavailable('The store does not answer. Please try again in a moment.');
  }
}

/** 503 UNAVAILABLE, to be tried again after `seconds`. */
export const unavailable = (detail: string, seconds = 1): HttpProblem =>
  new HttpProblem('UNAVAILABLE', detail, { headers: { 'retry-after': String(seconds) } });

// The extension `retryAfter` of a rejection, in seconds, is a header of the answer rather than a member of the problem.
function ofRejection({ code, detail, extensions }: Rejection, status: number): Refusal {
  const { retryAfter, ...members } = extensions;
  return {
    code,
    status,
    detail,
    extensions: members,
    ...(typeof retryAfter === 'number' && { headers: { 'retry-after': String(retryAfter) } }),
  };
}

// Nest's and Fastify's own refusals carry a status and a text; the text may repeat what the client sent.
function ofNest(error: HttpException): HttpProblem {
  const [code, detail] = ofStatus[error.getStatus()] ?? ['INVALID_REQUEST', 'The request cannot be read.'];
  return new HttpProblem(code, detail);
}

const ofStatus: Record<number, [GeneralProblem, string]> = {
  403: ['FORBIDDEN', 'This is not for your role.'],
  404: ['NOT_FOUND', 'There is nothing at this address.'],
  408: ['REQUEST_TIMEOUT', 'The request took too long to arrive.'],
  413: ['PAYLOAD_TOO_LARGE', 'A body may have 100 KiB at most.'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'Send application/json.'],
};

/** Where a problem code is explained. */
export const typeOf = (code: string): string =>
  `https://sugang.dev/problems/${code.toLowerCase().replaceAll('_', '-')}`;

/** A problem code in words: LECTURE_FULL is «Lecture full». */
export function titleOf(code: string): string {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
