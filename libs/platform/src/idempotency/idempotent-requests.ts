import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { isRejection } from '#contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, of, type Observable } from 'rxjs';
import { HttpAnswer } from '../http/answer.js';
import { pathOf } from '../http/known-paths.js';
import { Problems } from '../http/problems.js';
import { factsOf } from '../http/request-facts.js';
import { Log } from '../log/log.js';
import { IdempotencyRecords } from './idempotency-records.js';
import { OpenTicket, type StoredAnswer } from './open-ticket.js';

/** Statuses of business refusals that are final, so that a retry gets the same refusal. */
const FINAL_REFUSALS = [402, 409, 422];
const JSON_TYPE = 'application/json; charset=utf-8';

/** Honours `Idempotency-Key` around one handler: replays a stored answer, or lets the handler work and stores what it answers. */
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
    const { method, body, url } = request;
    const path = pathOf(url);
    const facts = factsOf(request);
    const begun = await this.records.begin({ accountId: facts.account!.id, method, path, key, body });
    if (!(begun instanceof OpenTicket)) return of(replayed(begun));
    facts.ticket = begun;
    return from(this.work(begun, next, path, http.getResponse<FastifyReply>()));
  }

  private async work(ticket: OpenTicket, next: CallHandler, path: string, reply: FastifyReply): Promise<HttpAnswer> {
    let result: unknown;
    try {
      result = await lastValueFrom(next.handle());
    } catch (error) {
      return this.refuse(ticket, error, path);
    }
    const answer = asText(result, reply.statusCode);
    await this.keep(() => (answer.status === 202 ? ticket.suspend() : ticket.finish(answer)));
    return sent(answer);
  }

  private async refuse(ticket: OpenTicket, error: unknown, path: string): Promise<HttpAnswer> {
    const isFinal = isRejection(error) && FINAL_REFUSALS.includes(this.problems.statusOf(error.code) ?? 0);
    if (!isFinal) {
      await this.keep(() => ticket.forget());
      throw error;
    }
    const { status, headers, body } = this.problems.of(error, path);
    const answer = { status, headers, body: JSON.stringify(body) };
    await this.keep(() => ticket.finish(answer));
    return sent(answer);
  }

  // The work is done, whatever becomes of its record: the lease runs out, and the record names what was created.
  private async keep(write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      this.log.warn('the outcome of an idempotent request was not recorded', { error });
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
