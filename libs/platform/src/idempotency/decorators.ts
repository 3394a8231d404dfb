import { createParamDecorator, SetMetadata, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import { ticketOf } from './request-ticket.js';
import type { IdempotencyTicket } from './ticket.js';

export const IDEMPOTENT = 'sugang:idempotent';

export interface IdempotentOptions {
  /** Whether a request without `Idempotency-Key` is refused with 400 IDEMPOTENCY_KEY_REQUIRED. */
  required?: boolean;
}

/** The route honours `Idempotency-Key`: the same key and body get the first final answer again. */
export const Idempotent = (options: IdempotentOptions = {}): CustomDecorator => SetMetadata(IDEMPOTENT, options);

/** The ticket of an `@Idempotent()` request; undefined when it carries no key. */
export const RequestKey = createParamDecorator((_: unknown, context: ExecutionContext): IdempotencyTicket | undefined =>
  ticketOf(context.switchToHttp().getRequest<object>()),
);
