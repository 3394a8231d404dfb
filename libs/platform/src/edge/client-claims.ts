import { isIP } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';

/** What only the entrance says about a client, what only we send to each other, and what would rewrite the request line. */
const CLAIMS =
  /^(forwarded|x-(forwarded|sugang|internal|envoy|original|rewrite)-.+|x-(real|client|cluster-client)-ip|true-client-ip|(cf|fastly)-.*ip|x-(forwarded|http-method-override|http-method|method-override))$/;

/** The network address of the client: what the trusted proxies say, where that is an address, else the other end of the connection. */
export function addressOf(request: FastifyRequest): string {
  return isIP(request.ip) ? request.ip : (request.raw.socket.remoteAddress ?? '');
}

/** Replaces what a client claims about itself by what the entrance knows, before anybody reads it. */
export function replaceClaims(request: FastifyRequest): void {
  const { headers } = request.raw;
  const known: IncomingHttpHeaders = {
    'x-forwarded-for': addressOf(request),
    'x-forwarded-proto': request.protocol,
    ...(request.host && { 'x-forwarded-host': request.host }),
  };
  for (const name of Object.keys(headers)) if (CLAIMS.test(name)) delete headers[name];
  Object.assign(headers, known);
  if (headers.connection) headers.connection = withoutClaims(headers.connection);
}

// A client must not have dropped on the way what the entrance says: `Connection` names the headers that go no further.
const withoutClaims = (connection: string): string =>
  connection
    .split(',')
    .filter((name) => !CLAIMS.test(name.trim().toLowerCase()))
    .join(',');
