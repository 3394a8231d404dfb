/** A business refusal: a stable code and one calm sentence. Recognised by its tag, not by its class. */
export class Rejection<Code extends string = string> extends Error {
  readonly rejected = true;

  /**
   * @param code stable, SCREAMING_SNAKE; mapped to an HTTP status in one table per app
   * @param detail one sentence for a person: what is refused, and how to mend it
   * @param extensions further members of the problem document, such as `registrationId`
   */
  constructor(
    readonly code: Code,
    readonly detail: string,
    readonly extensions: Record<string, unknown> = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'Rejection';
  }
}

/** Whether `error` is a business refusal rather than a fault. */
export function isRejection(error: unknown): error is Rejection {
  return error instanceof Error && (error as Partial<Rejection>).rejected === true;
}
