import type { NewEvent } from '#contracts';

/** The events of a business change, committed together with it and published afterwards by the relay. */
export class Outbox {
  /**
   * Adds events to the transaction that is open; id, source, time, correlation and causation are filled in.
   * @throws OutsideTransaction where no `database.transaction` is open
   * @throws ZodError when an event's data does not fit the catalog
   */
  add(...events: NewEvent[]): Promise<void> {
    throw new Error(`not written yet: ${String(events)}`);
  }
}
