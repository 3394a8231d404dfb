import { CallFailed } from '#resilience';

/**
 * How a service failed a request: no response in time, no connection, or a connection that broke; or the request was not sent,
 * because the circuit is open or too many requests wait already.
 */
export type FailureKind = 'too_slow' | 'unreachable' | 'broken' | 'cut_off' | 'busy';

/** Too many requests wait for one service. */
export class UpstreamBusy extends Error {}

/** The client disconnected before a response: this is not a failure of the service. */
export class ClientDisconnected extends Error {}

const TOO_SLOW = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];
const BROKEN = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'];
/** undici rejects the request: a fault of the gateway, not of the service. */
const NOT_SENT = ['UND_ERR_INVALID_ARG', 'UND_ERR_NOT_SUPPORTED', 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH'];

/** Undefined when the service is not at fault. */
export function failureOf(error: unknown): FailureKind | undefined {
  if (error instanceof ClientDisconnected) return undefined;
  if (error instanceof UpstreamBusy) return 'busy';
  if (error instanceof CallFailed) return 'cut_off';
  const code = codeOf(error) ?? '';
  if (NOT_SENT.includes(code)) return undefined;
  if (TOO_SLOW.includes(code)) return 'too_slow';
  return BROKEN.includes(code) && !neverConnected(error) ? 'broken' : 'unreachable';
}

/** Whether certainly nothing was sent, because no connection was made to any address of the name. */
export function neverConnected(error: unknown): boolean {
  const { code, syscall, errors } = error as { code?: string; syscall?: string; errors?: unknown[] };
  if (errors && errors.length > 0) return errors.every(neverConnected);
  return code === 'UND_ERR_CONNECT_TIMEOUT' || syscall === 'connect' || syscall === 'getaddrinfo';
}

const codeOf = (error: unknown): string | undefined => (error as { code?: string }).code;
