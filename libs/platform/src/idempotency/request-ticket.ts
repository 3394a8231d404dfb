import type { IdempotencyTicket } from './ticket.js';

const tickets = new WeakMap<object, IdempotencyTicket>();

/** Remembers the ticket of `request`. */
export const rememberTicket = (request: object, ticket: IdempotencyTicket): void => void tickets.set(request, ticket);

/** The ticket of `request`, or undefined where it carries no key. */
export const ticketOf = (request: object): IdempotencyTicket | undefined => tickets.get(request);
