import {
  applyDecorators,
  createParamDecorator,
  SetMetadata,
  UseInterceptors,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import { factsOf } from '../http/request-context.js';
import { IDEMPOTENT, IdempotentRequests, type IdempotentOptions } from './idempotent-requests.js';
import type { IdempotencyTicket } from './idempotency-ticket.js';

/** The route supports `Idempotency-Key`: a repeated key and body gets the first final response. */
export const Idempotent = (options: IdempotentOptions = {}): MethodDecorator =>
  applyDecorators(SetMetadata(IDEMPOTENT, options), UseInterceptors(IdempotentRequests));

export const REPEATABLE = 'sugang:repeatable';

/** Marks a POST that can be repeated without harm and whose response must not be stored. */
export const Repeatable = (): CustomDecorator => SetMetadata(REPEATABLE, true);

export const RequestKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): IdempotencyTicket | undefined =>
    factsOf(context.switchToHttp().getRequest<object>()).ticket,
);
