import {
  applyDecorators,
  createParamDecorator,
  SetMetadata,
  UseInterceptors,
  type ExecutionContext,
} from '@nestjs/common';
import { factsOf } from '../http/request-context.js';
import { IdempotentRequests } from './idempotent-requests.js';
import type { IdempotencyTicket } from './idempotency-ticket.js';

export const IDEMPOTENT = 'sugang:idempotent';

export interface IdempotentOptions {
  /** Whether a request without `Idempotency-Key` is refused with 400 IDEMPOTENCY_KEY_REQUIRED. */
  required?: boolean;
}

/** The route supports `Idempotency-Key`: a repeated key and body gets the first final response. */
export const Idempotent = (options: IdempotentOptions = {}): MethodDecorator =>
  applyDecorators(SetMetadata(IDEMPOTENT, options), UseInterceptors(IdempotentRequests));

export const RequestKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): IdempotencyTicket | undefined =>
    factsOf(context.switchToHttp().getRequest<object>()).ticket,
);
