import type { Outbox, ParkedMessage, Queue, Resync } from './records.js';
import { type Invariant, isOverdue, when } from './invariant.js';

export const outboxesAreEmpty: Invariant<Outbox> = {
  numbers: ['10', 'F5'],
  rule: 'No outbox has unpublished messages.',
  broken({ service, pending, oldest, lastError }) {
    const since = oldest ? `, the oldest since ${oldest}` : '';
    const reason = lastError ? ` (last error: ${lastError})` : '';
    return when(pending > 0, `${pending} messages wait in the outbox of ${service}${since}${reason}`);
  },
};

export const queuesAreEmpty: Invariant<Queue> = {
  numbers: ['10', 'F10'],
  rule: 'All queues are empty.',
  broken: ({ name, messages }) => when(messages > 0, `${messages} messages wait in the queue ${name}`),
};

export const onlyAllowedMessagesAreParked: Invariant<ParkedMessage> = {
  numbers: ['10', 'F10'],
  rule: 'No message is parked except those that are allowed to be.',
  broken: ({ id, reason, isAllowed }) => when(!isAllowed, `${id} is parked: ${reason}`),
};

export const resyncsFinish: Invariant<Resync> = {
  numbers: ['F10'],
  rule: 'Every resync finishes.',
  broken: ({ service, consumer, requestId, requestedAt }, at) =>
    when(
      isOverdue(requestedAt, at),
      `${service} has been re-publishing its states to ${consumer} since ${requestedAt} (request ${requestId})`,
    ),
};
