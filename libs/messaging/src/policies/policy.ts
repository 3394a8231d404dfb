import type { Command } from '@nestjs/cqrs';
import type { EventEnvelope, EventName } from '#contracts';

/** One row of a service's `policies.ts`: the events it reacts to, and the command each of them becomes. */
export interface Policy {
  readonly events: readonly EventName[];
  /** `apply`: re-published states are handled like any other event (copies, projections). `ignore`: they are skipped. */
  readonly resync: 'apply' | 'ignore';
  /** Has no side effect, so documentation can call it with an example event. */
  command(event: EventEnvelope): Command<unknown>;
}

/** With the inbox, the handler runs in the transaction of the inbox row; `'stale'` means that it already had a state at least as new. */
export function whenever<const Name extends EventName>(
  events: readonly Name[],
  { resync }: Pick<Policy, 'resync'>,
  command: (event: EventEnvelope<Name>) => Command<unknown>,
): Policy {
  return { events, resync, command: command as Policy['command'] };
}

/** The policies for an event, in the order of the table; a re-published state reaches only copies and projections. */
export const policiesFor = (policies: readonly Policy[], { name, resync: request }: EventEnvelope): Policy[] =>
  policies.filter(({ events, resync }) => events.includes(name) && (request === undefined || resync === 'apply'));

export const eventsOf = (policies: readonly Policy[]): EventName[] => [
  ...new Set(policies.flatMap(({ events }) => events)),
];
