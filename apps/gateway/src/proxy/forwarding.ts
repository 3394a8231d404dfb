import type { IncomingHttpHeaders } from 'node:http';
import { headersOfContext, type Context } from '#platform';
import { endToEnd, without } from './hop-by-hop.js';

/** The client's end of a request. */
export interface Client {
  /** Network address at the other end of the connection. */
  address: string;
  /** `Host` as the client sent it. */
  host?: string;
}

const CLAIMS = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
];
const BODILESS = ['GET', 'HEAD', 'TRACE'];

/** Which headers a request has behind the gateway. */
export class Forwarding {
  /** @param trustedProxies how many proxies in front of the gateway each add an address to `X-Forwarded-For` */
  constructor(private readonly trustedProxies: number) {}

  /** The headers of the client, its claims about itself replaced by what the gateway knows, with the context of the request. */
  headersOf(method: string, given: IncomingHttpHeaders, client: Client, context: Context): IncomingHttpHeaders {
    // `Expect` has been answered by this server; without its body, a request must not announce one.
    const dropped = [...CLAIMS, 'expect', ...(BODILESS.includes(method) ? ['content-length', 'content-type'] : [])];
    return {
      ...without(endToEnd(given), dropped),
      ...this.aboutClient(given, client),
      ...headersOfContext(context),
    };
  }

  private aboutClient(given: IncomingHttpHeaders, { address, host }: Client): IncomingHttpHeaders {
    const claims = this.trustedProxies > 0 ? given : {};
    const forwardedHost = claims['x-forwarded-host'] ?? host;
    return {
      'x-forwarded-for': [...this.addressesBefore(given), address].join(', '),
      'x-forwarded-proto': claims['x-forwarded-proto'] ?? 'http',
      ...(forwardedHost !== undefined && { 'x-forwarded-host': forwardedHost }),
    };
  }

  // Each trusted proxy added one address; whatever stands before those is what the client made up.
  private addressesBefore(given: IncomingHttpHeaders): string[] {
    if (this.trustedProxies === 0) return [];
    const claimed = [given['x-forwarded-for'] ?? []].flat().join(',').split(',');
    return claimed
      .map((address) => address.trim())
      .filter((address) => address !== '')
      .slice(-this.trustedProxies);
  }
}
