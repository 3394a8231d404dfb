import { factsOf, pathOf, type OperationsParts } from '#platform';
import { forwardedHeaders } from './forwarded-headers.js';
import type { Upstreams } from './upstreams.js';

const TIMEOUT_MS = 2_000;

/** Sends the same request to one service, for a response that gathers those of all services. */
export const askServices =
  (upstreams: Upstreams): OperationsParts['ask'] =>
  async (service, request) => {
    const { authorization, 'accept-language': language } = request.headers;
    const passed = { authorization, ...(language && { 'accept-language': language }) };
    const headers = forwardedHeaders('GET', passed, factsOf(request).context);
    const route = { service, path: pathOf(request.url) as `/${string}` };
    const context = { route, disconnected: AbortSignal.timeout(TIMEOUT_MS) };
    const response = await upstreams.of(service).send({ method: 'GET', path: request.url, headers }, context);
    return { status: response.statusCode, body: await response.body.text() };
  };
