import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { HttpAnswer } from './answer.js';

/** Sends an `HttpAnswer` with its own status and headers. */
export class Answers implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((result: unknown) => {
        if (!(result instanceof HttpAnswer)) return result;
        reply.status(result.status).headers(result.headers);
        return result.body;
      }),
    );
  }
}
