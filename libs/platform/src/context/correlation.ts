import type { IncomingHttpHeaders } from 'node:http';
import { isTraceparent } from '../tracing/traceparent.js';
import { newContext, newTraceparent, type Context } from './context.js';

const CORRELATION_ID = /^[A-Za-z0-9._-]{1,128}$/;

/** The context a request asks for by `X-Correlation-Id` and `traceparent`; what is absent or malformed is made anew. */
export function contextOfHeaders(headers: IncomingHttpHeaders): Context {
  const correlationId = headers['x-correlation-id'];
  const traceparent = headers.traceparent;
  return {
    correlationId:
      typeof correlationId === 'string' && CORRELATION_ID.test(correlationId)
        ? correlationId
        : newContext().correlationId,
    traceparent: isTraceparent(traceparent) ? traceparent : newTraceparent(),
  };
}

/** The headers by which an answer, or a call to another service, tells its context. */
export const headersOfContext = (context: Context): Record<string, string> => ({
  'x-correlation-id': context.correlationId,
  ...(context.traceparent && { traceparent: context.traceparent }),
});
