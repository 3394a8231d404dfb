import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problemDetail, problemText, problemType, type GeneralProblem, type ProblemVariant } from '#contracts';

/** Answers what cannot be parsed as HTTP, or is too slow or too long, on the raw socket: a listener for `clientError`. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  socket.end(problemResponse(codes[error.code ?? ''] ?? 'INVALID_REQUEST'));
}

/** Answers a connection that is refused before its request is read. */
export function refuseConnection(socket: Socket): void {
  socket.end(problemResponse('RATE_LIMITED', 'connections'), () => socket.destroy());
}

function problemResponse<Code extends GeneralProblem>(code: Code, variant?: ProblemVariant<Code>): string {
  const { status, title } = problemText(code);
  const detail = problemDetail(code, variant, {});
  const body = JSON.stringify({ type: problemType(code), title, status, detail, instance: '/', code, traceId: '' });
  const headers = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json',
    'Content-Language: en',
    'Cache-Control: no-store',
    ...(status === 429 ? ['Retry-After: 1'] : []),
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  return `${headers.join('\r\n')}\r\n\r\n${body}`;
}

const codes: Record<string, GeneralProblem> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'PAYLOAD_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
};
