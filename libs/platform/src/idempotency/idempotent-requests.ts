import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { isRejection, type Language } from '#contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, of, type Observable } from 'rxjs';
import { HttpAnswer } from '../http/http-answer.js';
import { languageOf, Problems, statusOf } from '../http/problems.js';
import { pathOf } from '../http/request-checks.js';
import { factsOf } from '../http/request-context.js';
import { Log } from '../log/log.js';
import type { CallingAccount } from '../auth/calling-account.js';
import type { Admission } from './admission.js';
import type { IdempotentRequest } from './fingerprint.js';
import { IdempotencyRecords } from './idempotency-records.js';
import { OpenTicket, type StoredAnswer } from './idempotency-ticket.js';
import { EarlyRefusals } from './early-refusals.js';

export const IDEMPOTENT = 'sugang:idempotent';

export interface IdempotentOptions {
  /** Whether a request without `Idempotency-Key` is refused with 400 IDEMPOTENCY_KEY_REQUIRED. */
  required?: boolean;
  /** Finds requests that are refused without reserving their key. */
  admission?: Type<Admission>;
  /** For a public route: the owner of the key instead of an account, such as a digest of the e-mail address in the body. */
  scope?: (body: never) => string;
}

const FINAL_REFUSALS = [402, 409, 422];
const JSON_TYPE = 'application/json; charset=utf-8';

@Injectable()
export class IdempotentRequests implements NestInterceptor {
  constructor(
    private readonly records: IdempotencyRecords,
    private readonly earlyRefusals: EarlyRefusals,
    private readonly moduleRef: ModuleRef,
    private readonly problems: Problems,
    private readonly log: Log,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string') return next.handle();
    const { method, body } = request;
    const path = pathOf(request.url);
    const { account } = factsOf(request);
    const options = Reflect.getMetadata(IDEMPOTENT, context.getHandler()) as IdempotentOptions;
    if (!account) {
      const identified = { accountId: options.scope!(body as never), method, path, key, body };
      return from(this.answered(identified, request, next, http.getResponse<FastifyReply>()));
    }
    const identified = { accountId: account.id, method, path, key, body };
    const admission = options.admission && this.moduleRef.get(options.admission, { strict: false });
    const refused = admission && (await this.refusedBy(admission, account, identified, languageOf(request)));
    if (refused) return of(refused);
    const answered = this.answered(identified, request, next, http.getResponse<FastifyReply>());
    return from(answered.finally(() => admission?.ended(account, body)));
  }

  private async refusedBy(
    admission: Admission,
    account: CallingAccount,
    request: IdempotentRequest,
    language: Language,
  ): Promise<HttpAnswer | undefined> {
    const pending = await this.earlyRefusals.pendingAnswerTo(request);
    if (pending) return replayed(pending);
    const rejection = await admission.refusalOf(account, request.body);
    if (!rejection) return undefined;
    const answer = this.refusal(rejection, request.path, language);
    return (await this.earlyRefusals.refuse(request, answer)) ? sent(answer) : undefined;
  }

  private async answered(
    identified: IdempotentRequest,
    request: FastifyRequest,
    next: CallHandler,
    reply: FastifyReply,
  ): Promise<HttpAnswer> {
    const begun = await this.records.begin(identified);
    if (!(begun instanceof OpenTicket)) return replayed(begun);
    factsOf(request).ticket = begun;
    return this.execute(begun, next, request, reply);
  }

  private async execute(
    ticket: OpenTicket,
    next: CallHandler,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<HttpAnswer> {
    let result: unknown;
    try {
      result = await lastValueFrom(next.handle());
    } catch (error) {
      return this.refuse(ticket, error, request);
    }
    const answer = asText(result, reply.statusCode);
    // A response that cannot be recorded is not sent: after a lost lease another execution decides the outcome.
    await (answer.status === 202 ? ticket.suspend() : ticket.finish(answer));
    return sent(answer);
  }

  private async refuse(ticket: OpenTicket, error: unknown, request: FastifyRequest): Promise<HttpAnswer> {
    const isFinal = isRejection(error) && FINAL_REFUSALS.includes(statusOf(error.code) ?? 0);
    if (!isFinal) {
      await this.discard(ticket);
      throw error;
    }
    const answer = this.refusal(error, pathOf(request.url), languageOf(request));
    await ticket.finish(answer);
    return sent(answer);
  }

  private refusal(error: unknown, path: string, language: Language): StoredAnswer {
    const { status, headers, body } = this.problems.of(error, path, language);
    return { status, headers, body: JSON.stringify(body) };
  }

  // Where this fails, the lease ends by itself.
  private async discard(ticket: OpenTicket): Promise<void> {
    try {
      await ticket.discard();
    } catch (error) {
      this.log.warn('failed to release the lease of an idempotent request', { error });
    }
  }
}

function asText(result: unknown, statusCode: number): StoredAnswer {
  const { status, body, headers } = result instanceof HttpAnswer ? result : new HttpAnswer(statusCode, result);
  if (body === undefined) return { status, headers: { ...headers }, body: '' };
  return { status, headers: { 'content-type': JSON_TYPE, ...headers }, body: JSON.stringify(body) };
}

const sent = ({ status, headers, body }: StoredAnswer): HttpAnswer =>
  new HttpAnswer(status, body === '' ? undefined : body, headers);

const replayed = (answer: StoredAnswer): HttpAnswer =>
  sent({ ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } });
