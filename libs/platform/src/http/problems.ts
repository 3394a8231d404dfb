import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import {
  describedFault,
  isProblemCode,
  isRejection,
  localized,
  problemText,
  problemType,
  type Language,
  type Problem,
  type ProblemCode,
  type Rejection,
} from '#contracts';
import { isContention, isStoreFault, SqliteConnectionTimeout } from '#persistence';
import { currentContext, inContext, traceIdOf } from '../context/context.js';
import type { Log } from '../log/log.js';
import { varyOf } from './http-answer.js';
import { HttpProblem, unavailable, type Fault } from './http-problem.js';
import { pathOf } from './request-checks.js';
import { factsOf } from './request-context.js';

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

export const statusOf = (code: string): number | undefined =>
  isProblemCode(code) ? problemText(code).status : undefined;

export class Problems {
  constructor(private readonly log: Log) {}

  /** Unexpected errors are logged with their stack and answered without it. @param instance the path of the request */
  of(error: unknown, instance: string, language: Language = 'en'): ProblemAnswer {
    const { code, status, detail, errors, headers = {}, extensions = {} } = this.refusalOf(error);
    return {
      status,
      headers: {
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        'content-language': language,
        vary: 'Accept-Language',
        // RFC 9110, 15.5.2: every 401 names the authentication scheme.
        ...(status === 401 && { 'www-authenticate': 'Bearer realm="sugang"' }),
        ...headers,
      },
      body: {
        ...extensions,
        ...problemBody(code, status, detail, instance, language),
        ...(errors && { errors: errors.map((fault) => describedFault(fault, language)) }),
        ...(extensions['reasons'] !== undefined && { reasons: translated(extensions['reasons'], language) }),
        traceId: traceIdOf(currentContext()) ?? '',
      },
    };
  }

  private refusalOf(error: unknown): Refusal {
    if (error instanceof HttpProblem) return error;
    if (isRejection(error)) {
      const status = statusOf(error.code);
      if (status !== undefined) return refusalOfRejection(error, status);
      this.log.error('a rejection has a code that the problem catalog does not have', { code: error.code });
    }
    if (isStoreFault(error) || isContention(error) || error instanceof SqliteConnectionTimeout) {
      this.log.warn('a request failed because the database is unavailable', { error });
      return unavailable('store');
    }
    if (error instanceof HttpException && error.getStatus() < 500) return problemOfStatus(error.getStatus());
    this.log.error('a request failed', { error });
    return new HttpProblem('INTERNAL');
  }
}

export function problemBody(code: string, status: number, detail: string, instance: string, language: Language = 'en') {
  const text = isProblemCode(code) ? localized(code, detail, language) : { title: code, detail };
  return { type: problemType(code), title: text.title, status, detail: text.detail, instance, code };
}

type RejectionMembers = { errors?: Fault[]; data?: Record<string, unknown> } & Record<string, unknown>;

function refusalOfRejection({ code, detail, extensions }: Rejection, status: number): Refusal {
  const { retryAfter, errors, data, ...members } = extensions as RejectionMembers;
  return {
    code,
    status,
    detail,
    ...(errors && { errors }),
    // Refusals by rules that name no reasons have one: the refusal itself.
    extensions:
      status === 409
        ? { reasons: [{ code, detail, data: { ...members, ...data }, remedies: [] }], ...members }
        : members,
    ...(typeof retryAfter === 'number' && { headers: { 'retry-after': String(retryAfter) } }),
  };
}

const translated = (reasons: unknown, language: Language): Problem['reasons'] =>
  (reasons as Reason[]).map((reason) => ({
    ...reason,
    detail: localized(reason.code, reason.detail, language).detail,
  }));

type Reason = NonNullable<Problem['reasons']>[number] & { code: ProblemCode };

// The texts of Nest's and Fastify's own errors are not used: they may repeat what the client sent.
function problemOfStatus(status: number): HttpProblem {
  switch (status) {
    case 403:
      return new HttpProblem('FORBIDDEN');
    case 404:
      return new HttpProblem('NOT_FOUND', { variant: 'address' });
    case 408:
      return new HttpProblem('REQUEST_TIMEOUT');
    case 413:
      return new HttpProblem('PAYLOAD_TOO_LARGE');
    case 415:
      return new HttpProblem('UNSUPPORTED_MEDIA_TYPE');
    default:
      return new HttpProblem('INVALID_REQUEST', { variant: 'unreadable' });
  }
}

/** Whether the connection ended before the request was complete. Its error looks like a lost connection of the database. */
const isCutOff = ({ raw }: FastifyRequest): boolean => raw.destroyed && !raw.complete;

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly problems: Problems,
    private readonly log: Log,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    inContext(factsOf(request).context, () => {
      if (reply.sent || reply.raw.headersSent) return this.abort(error, reply);
      const seen = isCutOff(request) ? new HttpProblem('INVALID_REQUEST', { variant: 'unreadable' }) : error;
      const { status, headers, body } = this.problems.of(seen, pathOf(request.url), languageOf(request));
      const vary = varyOf(reply.getHeader('vary'), headers['vary']!);
      void reply
        .status(status)
        .headers({ ...headers, vary })
        .send(JSON.stringify(body));
    });
  }

  // It is too late for a problem document; a truncated response is better than one that seems complete.
  private abort(error: unknown, reply: FastifyReply): void {
    this.log.error('a request failed after its response had started', { error });
    reply.raw.destroy();
  }
}

const LANGUAGES: Language[] = ['en', 'ko'];

/** The language of problem documents that the client prefers: English unless it prefers Korean. */
export const languageOf = (request: Pick<FastifyRequest, 'headers'>): Language =>
  (new Negotiator(request).language(LANGUAGES) as Language | undefined) ?? 'en';
