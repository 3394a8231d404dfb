import type { Log, LogFields } from '#platform';

/** Logs the failures 1, 2, 4, 8 … of an outage, each with one line and without a stack. */
export class OutageLog {
  private failures = 0;

  constructor(private readonly log: Log) {}

  failed(message: string, error: unknown, fields: LogFields = {}): void {
    this.failures += 1;
    const { failures } = this;
    if (!isPowerOfTwo(failures)) return;
    this.log.warn(message, { ...fields, failures, nextLineAt: failures * 2, reason: reasonOf(error) });
  }

  /** The number of failures since the last success. */
  ended(): number {
    const { failures } = this;
    this.failures = 0;
    return failures;
  }
}

const isPowerOfTwo = (count: number): boolean => (count & (count - 1)) === 0;

/** The message with that of its cause; a refused connection to several addresses has an empty one and a code. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'closed';
  const { code = error.name } = error as { code?: string };
  const message = error.message === '' ? code : error.message;
  return error.cause instanceof Error ? `${message}: ${reasonOf(error.cause)}` : message;
}
