import type { components } from './api.js';

export type Problem = components['schemas']['Problem'];

type Unreadable = Partial<Problem> & { detail: string };

/** A rejected or failed request. `status` is 0 when there was no response. Decide by `code`; `message` is for the user. */
export class SugangError extends Error {
  override readonly name = 'SugangError';
  readonly code: string;
  readonly errors: NonNullable<Problem['errors']>;

  constructor(
    readonly status: number,
    readonly problem: Unreadable,
    /** Seconds after which a retry makes sense, if the server named them. */
    readonly retryAfter?: number,
    /** Include it in support requests: every log line of the request contains it. */
    readonly correlationId?: string,
    options?: ErrorOptions,
  ) {
    super(problem.detail, options);
    this.code = problem.code ?? (status === 0 ? 'NETWORK_ERROR' : `HTTP_${status}`);
    this.errors = problem.errors ?? [];
  }

  static async from(response: Response): Promise<SugangError> {
    const { status, headers } = response;
    const problem = await problemIn(response);
    return new SugangError(
      status,
      problem ?? { detail: `The server answered with status ${status} and no description.` },
      retryAfterOf(headers.get('retry-after')),
      headers.get('x-correlation-id') ?? undefined,
    );
  }

  static noResponse(cause: unknown): SugangError {
    const detail = 'The server could not be reached. Check the network connection and try again.';
    return new SugangError(0, { detail }, undefined, undefined, { cause });
  }
}

async function problemIn(response: Response): Promise<Problem | undefined> {
  try {
    const body: unknown = JSON.parse(await response.text());
    const isProblem = typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
    return isProblem ? (body as Problem) : undefined;
  } catch {
    return undefined;
  }
}

function retryAfterOf(value: string | null): number | undefined {
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}
