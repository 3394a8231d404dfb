import { ChargeRequest } from '#contracts';
import { currentContext, inContext } from '#platform';

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

/** Works on a charge in the context of whoever asked for it. */
export function inContextOf<T>({ correlationId, traceparent }: ChargeRequest, work: () => T): T {
  const here = currentContext();
  return inContext(
    { correlationId: correlationId ?? here.correlationId, traceparent: traceparent ?? here.traceparent },
    work,
  );
}
