import { CallFailed } from '#resilience';

/**
 * How a service failed a request: no answer in time, no connection, or a connection that broke; or it was not even asked,
 * because its circuit is open, or too many requests wait for it already.
 */
export type FailureKind = 'too_slow' | 'unreachable' | 'broken' | 'cut_off' | 'busy';

/** Too many requests wait for one service. */
export class UpstreamBusy extends Error {}

/** The client went away before there was an answer: nothing is known of the service. */
export class ClientLeft extends Error {}

const TOO_SLOW = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];
const BROKEN = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'];
/** A request that undici refuses to send: our fault, not the service's. */
const NOT_SENT = ['UND_ERR_INVALID_ARG', 'UND_ERR_NOT_SUPPORTED', 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH'];

/** How the service failed, or undefined where the fault is not the service's. */
export function failureOf(error: unknown): FailureKind | undefined {
  if (error instanceof ClientLeft) return undefined;
  if (error instanceof UpstreamBusy) return 'busy';
  if (error instanceof CallFailed) return 'cut_off';
  const code = codeOf(error) ?? '';
  if (NOT_SENT.includes(code)) return undefined;
  if (TOO_SLOW.includes(code)) return 'too_slow';
  return BROKEN.includes(code) && !neverConnected(error) ? 'broken' : 'unreachable';
}

/** Whether it is certain that nothing was sent, because there was no connection; several addresses of a name fail together. */
export function neverConnected(error: unknown): boolean {
  const { code, syscall, errors } = error as { code?: string; syscall?: string; errors?: unknown[] };
  if (errors && errors.length > 0) return errors.every(neverConnected);
  return code === 'UND_ERR_CONNECT_TIMEOUT' || syscall === 'connect' || syscall === 'getaddrinfo';
}

const codeOf = (error: unknown): string | undefined => (error as { code?: string }).code;
