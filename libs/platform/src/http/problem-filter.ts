import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { inContext } from '../context/context.js';
import type { Log } from '../log/log.js';
import { pathOf } from './known-paths.js';
import type { Problems } from './problems.js';
import { factsOf } from './request-facts.js';

/** Answers every error of every route, and what fails before one is reached, as a problem document. */
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
      if (reply.sent || reply.raw.headersSent) return this.breakOff(error, reply);
      const { status, headers, body } = this.problems.of(error, pathOf(request.url));
      void reply.status(status).headers(headers).send(JSON.stringify(body));
    });
  }

  // Too late for a problem document: the client sees a broken answer instead of a false one.
  private breakOff(error: unknown, reply: FastifyReply): void {
    this.log.error('a request failed after its answer had begun', { error });
    reply.raw.destroy();
  }
}
