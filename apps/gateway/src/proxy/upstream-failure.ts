import { CallFailed } from '#resilience';

export type FailureKind = 'too_slow' | 'unreachable' | 'broken' | 'cut_off' | 'busy';

export class UpstreamBusy extends Error {}

export class ClientDisconnected extends Error {}

const TOO_SLOW = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];
const BROKEN = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'];
const NOT_SENT = ['UND_ERR_INVALID_ARG', 'UND_ERR_NOT_SUPPORTED', 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH'];

export function failureOf(error: unknown): FailureKind | undefined {
  if (error instanceof ClientDisconnected) return undefined;
  if (error instanceof UpstreamBusy) return 'busy';
  if (error instanceof CallFailed) return 'cut_off';
  const code = codeOf(error) ?? '';
  if (NOT_SENT.includes(code)) return undefined;
  if (TOO_SLOW.includes(code)) return 'too_slow';
  return BROKEN.includes(code) && !neverConnected(error) ? 'broken' : 'unreachable';
}

export function neverConnected(error: unknown): boolean {
  const { code, syscall, errors } = error as { code?: string; syscall?: string; errors?: unknown[] };
  if (errors && errors.length > 0) return errors.every(neverConnected);
  return code === 'UND_ERR_CONNECT_TIMEOUT' || syscall === 'connect' || syscall === 'getaddrinfo';
}

const codeOf = (error: unknown): string | undefined => (error as { code?: string }).code;
