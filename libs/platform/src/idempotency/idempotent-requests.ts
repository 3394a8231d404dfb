import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { isRejection } from '#contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, of, type Observable } from 'rxjs';
import { HttpAnswer } from '../http/http-answer.js';
import { languageOf, Problems, statusOf } from '../http/problems.js';
import { pathOf } from '../http/request-checks.js';
import { factsOf } from '../http/request-context.js';
import { Log } from '../log/log.js';
import { IdempotencyRecords } from './idempotency-records.js';
import { OpenTicket, type StoredAnswer } from './idempotency-ticket.js';

const FINAL_REFUSALS = [402, 409, 422];
const JSON_TYPE = 'application/json; charset=utf-8';

@Injectable()
export class IdempotentRequests implements NestInterceptor {
  constructor(
    private readonly records: IdempotencyRecords,
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
    const facts = factsOf(request);
    const begun = await this.records.begin({ accountId: facts.account!.id, method, path, key, body });
    if (!(begun instanceof OpenTicket)) return of(replayed(begun));
    facts.ticket = begun;
    return from(this.execute(begun, next, request, http.getResponse<FastifyReply>()));
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
    const { status, headers, body } = this.problems.of(error, pathOf(request.url), languageOf(request));
    const answer = { status, headers, body: JSON.stringify(body) };
    await ticket.finish(answer);
    return sent(answer);
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
