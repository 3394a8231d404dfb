/** How a service failed a request: no answer in time, no connection, or a connection that broke. */
export type FailureKind = 'too_slow' | 'unreachable' | 'broken';

const TOO_SLOW = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];
const BROKEN = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'];
/** A request that undici refuses to send: our fault, not the service's. */
const NOT_SENT = ['UND_ERR_INVALID_ARG', 'UND_ERR_NOT_SUPPORTED', 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH'];

/** How the service failed, or undefined where the fault is the gateway's own. */
export function failureOf(error: Error): FailureKind | undefined {
  const code = codeOf(error) ?? '';
  if (NOT_SENT.includes(code)) return undefined;
  if (TOO_SLOW.includes(code)) return 'too_slow';
  return BROKEN.includes(code) ? 'broken' : 'unreachable';
}

// reply-from wraps what undici says into an error of its own.
const codeOf = (error: Error): string | undefined =>
  (error.cause as { code?: string } | undefined)?.code ?? (error as { code?: string }).code;

const REPEATABLE = ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'];

/** Whether a request may be sent once more: its connection broke, often one kept open for too long, and repeating it is harmless. */
export const mayRepeat = (method: string, error: Error | null, repeatedBefore: number): boolean =>
  repeatedBefore === 0 && error !== null && failureOf(error) === 'broken' && REPEATABLE.includes(method);
