/** The services whose published states the views are made of. */
export abstract class Owners {
  /** Names of all of them: a rebuild is complete when each has finished. */
  abstract readonly sources: readonly string[];

  /** Asks each to tell all its current states again; asked twice with one id, they tell once. */
  abstract tellAgain(requestId: string): Promise<void>;
}
