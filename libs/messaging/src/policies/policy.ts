import type { Command } from '@nestjs/cqrs';
import type { EventEnvelope, EventName } from '#contracts';

/** One row of a service's `policies.ts`: the events it reacts to, and the command each of them becomes. */
export interface Policy {
  readonly events: readonly EventName[];
  /** `apply`: re-published states are handled like any other event (copies, projections). `ignore`: they are skipped. */
  readonly resync: 'apply' | 'ignore';
  /** Builds the command for one event. It has no side effect, so documentation can call it with an example event. */
  command(event: EventEnvelope): Command<unknown>;
}

/**
 * Declares a policy: whenever one of `events` arrives, the service dispatches the command on its `CommandBus`. With the
 * inbox, the command's handler runs inside the transaction that inserts the inbox row. A handler that throws is retried;
 * one that returns `'stale'` already had a state at least as new.
 */
export function whenever<const Name extends EventName>(
  events: readonly Name[],
  { resync }: Pick<Policy, 'resync'>,
  command: (event: EventEnvelope<Name>) => Command<unknown>,
): Policy {
  return { events, resync, command: command as Policy['command'] };
}
