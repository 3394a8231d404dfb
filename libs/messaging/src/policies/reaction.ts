import type { EventEnvelope, EventName } from '#contracts';

/** What a policy does about an event; `@Whenever` says about which. */
export interface Reaction<Name extends EventName = EventName> {
  /**
   * With the guard `inbox` it runs inside `database.transaction`, the inbox row inserted first, so its effect happens
   * once; the context (correlation, causation, trace) is the event's. A throw means: try again later.
   */
  react(event: EventEnvelope<Name>): Promise<void>;
}
