import type { IncomingHttpHeaders } from 'node:http';
import { headersOfContext, type Context } from '#platform';
import { endToEnd, without } from './hop-by-hop.js';

const BODILESS = ['GET', 'HEAD', 'TRACE'];

/** Which headers a request has behind the gateway. What a client claims about itself the edge has replaced before. */
export class Forwarding {
  /** The headers of the client, but those of its connection, with the context of the request. */
  headersOf(method: string, given: IncomingHttpHeaders, context: Context): IncomingHttpHeaders {
    // `Expect` has been answered by this server; without its body, a request must not announce one.
    const dropped = ['expect', ...(BODILESS.includes(method) ? ['content-length', 'content-type'] : [])];
    return { ...without(endToEnd(given), dropped), ...headersOfContext(context) };
  }
}
