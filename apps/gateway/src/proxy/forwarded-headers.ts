import type { IncomingHttpHeaders } from 'node:http';
import { headersOfContext, type Context } from '#platform';

/** Headers that concern one connection only (RFC 9110, 7.6.1), by tradition or by definition. */
const HOP_BY_HOP = [
  'connection',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

const METHODS_WITHOUT_BODY = ['GET', 'HEAD', 'TRACE'];

export function forwardedHeaders(method: string, headers: IncomingHttpHeaders, context: Context): IncomingHttpHeaders {
  // This server has answered `Expect`; a request without its body must not announce one.
  // The gateway compresses responses itself.
  const dropped = [
    'accept-encoding',
    'expect',
    ...(METHODS_WITHOUT_BODY.includes(method) ? ['content-length', 'content-type'] : []),
  ];
  return { ...without(endToEnd(headers), dropped), ...headersOfContext(context) };
}

export function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  return without(headers, [...HOP_BY_HOP, ...named]);
}

/** @param names in lower case */
export function without(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  const dropped = new Set(names);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
}
