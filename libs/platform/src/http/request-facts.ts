import type { CallingAccount } from '../auth/account.js';
import { newContext, type Context } from '../context/context.js';
import type { IdempotencyTicket } from '../idempotency/ticket.js';

/** What becomes known of a request on its way to the handler. */
export interface RequestFacts {
  context: Context;
  /** Absent on a public route. */
  account?: CallingAccount;
  /** Absent where no `Idempotency-Key` was sent. */
  ticket?: IdempotencyTicket;
  /** Validated headers by their names. */
  headers?: Record<string, unknown>;
}

const FACTS = Symbol('facts');

/** The facts of one request of Fastify's; a context of its own where it has none yet. */
export const factsOf = (request: object & { [FACTS]?: RequestFacts }): RequestFacts =>
  (request[FACTS] ??= { context: newContext() });

/** Begins the facts of a request with its context. */
export function beginFacts(request: object & { [FACTS]?: RequestFacts }, context: Context): void {
  request[FACTS] = { context };
}
