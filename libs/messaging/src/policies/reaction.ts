import type { EventEnvelope, EventName } from '#contracts';

/** What a policy does about an event; `@Whenever` says about which. */
export interface Reaction<Name extends EventName = EventName> {
  /**
   * With the guard `inbox` it runs inside `database.transaction`, the inbox row inserted first, so its effect happens
   * once; the context (correlation, causation, trace) is the event's. A throw means: try again later; `stale`, that a state at
   * least as new is known already.
   */
  react(event: EventEnvelope<Name>): Promise<void | 'kept' | 'stale'>;

  /**
   * Whether this process knows by itself that the event's effect is in the store, committed. Then `react` is not called, and
   * the event is only remembered. «No» is always right, and the answer after a restart.
   */
  isDone?(event: EventEnvelope<Name>): Promise<boolean>;
}
