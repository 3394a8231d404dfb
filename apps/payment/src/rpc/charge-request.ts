import { SpanKind } from '@opentelemetry/api';
import { CHARGE_PATTERN, ChargeRequest } from '#contracts';
import { currentContext, inRemoteSpan, inContext, type Context, type Tracing } from '#platform';

/** The payload is not a valid charge request. Names the invalid fields, never their values: one is a card token. */
export class InvalidChargeRequest extends Error {
  constructor(readonly fields: string[]) {
    super(`not a charge request: ${fields.join(', ')}`);
    this.name = 'InvalidChargeRequest';
  }
}

export function parseChargeRequest(payload: unknown): ChargeRequest {
  const parsed = ChargeRequest.safeParse(payload);
  if (parsed.success) return parsed.data;
  throw new InvalidChargeRequest(parsed.error.issues.map(({ path }) => path.join('.') || 'request'));
}

const SERVER_SPAN = { kind: SpanKind.SERVER, attributes: { 'rpc.method': CHARGE_PATTERN } };

/** Runs `work` in a server span, in the correlation and trace of the request. */
export function inServerSpan<T>(request: ChargeRequest, { tracer }: Tracing, work: () => Promise<T>): Promise<T> {
  return inRemoteSpan(tracer, contextOf(request), `answer ${CHARGE_PATTERN}`, SERVER_SPAN, work);
}

/** Runs `work` in the correlation of the request; over HTTP, the trace of the HTTP request takes precedence. */
export function inRequestContext<T>(request: ChargeRequest, work: () => T): T {
  const { tracer, traceparent } = currentContext();
  return inContext({ ...contextOf(request), ...(tracer && { tracer, traceparent }) }, work);
}

function contextOf({ correlationId, traceparent }: ChargeRequest): Context {
  const current = currentContext();
  return { correlationId: correlationId ?? current.correlationId, traceparent: traceparent ?? current.traceparent };
}
