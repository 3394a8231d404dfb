import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { serviceOf } from '#contracts';
import { pathOf } from '../http/request-checks.js';

/** Headers that only the edge may set, internal headers, and headers that would rewrite the request line. */
const UNTRUSTED =
  /^(forwarded|x-(forwarded|sugang|internal|envoy|original|rewrite)-.+|x-(real|client|cluster-client)-ip|true-client-ip|(cf|fastly)-.*ip|x-(forwarded|http-method-override|http-method|method-override))$/;

/** Prefix that Node.js adds to the address of an IPv4 client when the server listens on `::`. */
const IPV4_IN_IPV6 = /^::ffff:(?=\d+\.)/i;

/** The network address of the client: as reported by the trusted proxies if that is an address, otherwise of the connected peer. */
export function clientAddressOf(request: FastifyRequest): string {
  const address = isIP(request.ip) ? request.ip : (request.raw.socket.remoteAddress ?? '');
  return address.replace(IPV4_IN_IPV6, '');
}

export function replaceForwardedHeaders(request: FastifyRequest): void {
  const { headers } = request.raw;
  const trusted: IncomingHttpHeaders = {
    'x-forwarded-for': clientAddressOf(request),
    'x-forwarded-proto': request.protocol,
    ...(request.host && { 'x-forwarded-host': request.host }),
  };
  for (const name of Object.keys(headers)) if (UNTRUSTED.test(name)) delete headers[name];
  Object.assign(headers, trusted);
  if (headers.connection) headers.connection = withoutUntrusted(headers.connection);
}

// `Connection` lists headers that are dropped at the next hop: a client must not drop ours.
const withoutUntrusted = (connection: string): string =>
  connection
    .split(',')
    .filter((name) => !UNTRUSTED.test(name.trim().toLowerCase()))
    .join(',');

/** Only identity, which sets the session cookie, receives cookies. */
export function dropCookies({ raw }: Pick<FastifyRequest, 'raw'>): void {
  if (serviceOf(pathOf(raw.url ?? '')) !== 'identity') delete raw.headers.cookie;
}
