import { SpanKind } from '@opentelemetry/api';
import { CHARGE_PATTERN, ChargeRequest } from '#contracts';
import { currentContext, enterSpan, inContext, type Context, type Tracing } from '#platform';

/** What was sent is not a charge; it says what is wrong with it and never its value: one of them is a card token. */
export class NotACharge extends Error {
  constructor(readonly faults: string[]) {
    super(`not a charge request: ${faults.join(', ')}`);
    this.name = 'NotACharge';
  }
}

/** @throws NotACharge */
export function readCharge(payload: unknown): ChargeRequest {
  const read = ChargeRequest.safeParse(payload);
  if (read.success) return read.data;
  throw new NotACharge(read.error.issues.map(({ path }) => path.join('.') || 'request'));
}

const ANSWERING = { kind: SpanKind.SERVER, attributes: { 'rpc.method': CHARGE_PATTERN } };

/** Answers a charge that came by RPC, in the context of whoever asked for it. */
export function answerInContextOf<T>(request: ChargeRequest, { tracer }: Tracing, work: () => Promise<T>): Promise<T> {
  return enterSpan(tracer, contextOf(request), `answer ${CHARGE_PATTERN}`, ANSWERING, work);
}

/** Works on a charge in the context of whoever asked for it; where the request that brought it is traced, that goes on. */
export function inContextOf<T>(request: ChargeRequest, work: () => T): T {
  const { tracer, traceparent } = currentContext();
  return inContext({ ...contextOf(request), ...(tracer && { tracer, traceparent }) }, work);
}

function contextOf({ correlationId, traceparent }: ChargeRequest): Context {
  const here = currentContext();
  return { correlationId: correlationId ?? here.correlationId, traceparent: traceparent ?? here.traceparent };
}
