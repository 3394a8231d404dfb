import type { IncomingHttpHeaders } from 'node:http';

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

/** What is passed on: everything but the headers of this connection, among them those that `Connection` names. */
export function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  return without(headers, [...HOP_BY_HOP, ...named]);
}

/** The headers but those of the given names, in lower case. */
export function without(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  const gone = new Set(names);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !gone.has(name)));
}
