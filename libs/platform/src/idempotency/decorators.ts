import {
  applyDecorators,
  createParamDecorator,
  SetMetadata,
  UseInterceptors,
  type ExecutionContext,
} from '@nestjs/common';
import { IdempotentRequests } from './idempotent-requests.js';
import { IDEMPOTENT, type IdempotentOptions } from './options.js';
import { factsOf } from '../http/request-facts.js';
import type { IdempotencyTicket } from './ticket.js';

/** The route honours `Idempotency-Key`: the same key and body get the first final answer again. */
export const Idempotent = (options: IdempotentOptions = {}): MethodDecorator =>
  applyDecorators(SetMetadata(IDEMPOTENT, options), UseInterceptors(IdempotentRequests));

/** The ticket of an `@Idempotent()` request; undefined when it carries no key. */
export const RequestKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): IdempotencyTicket | undefined =>
    factsOf(context.switchToHttp().getRequest<object>()).ticket,
);
