/** The record of one idempotent request while it is being worked on. */
export abstract class IdempotencyTicket {
  /** The resource that an earlier, unfinished request with this key created: go on with it instead of creating another. */
  abstract readonly resourceId: string | undefined;

  /**
   * Writes into the record which resource this request creates. Call it inside the transaction that creates the resource,
   * so that a crash in between cannot turn a retry into a second creation.
   * @throws HttpProblem 409 REQUEST_IN_PROGRESS, which aborts that transaction, when somebody else took the request over
   * @throws OutsideTransaction when no transaction is open
   */
  abstract name(resourceId: string): Promise<void>;
}
