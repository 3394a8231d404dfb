/** The services that own the states of the views. */
export abstract class Owners {
  /** The names of all of them: a rebuild is complete when each has finished. */
  abstract readonly sources: readonly string[];

  /** Requests that each of them re-publishes its current states, once per `requestId`. */
  abstract requestResync(requestId: string): Promise<void>;
}
