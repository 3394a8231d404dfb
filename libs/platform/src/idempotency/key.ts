import type { Fault } from '../http/http-problem.js';

/** What is wrong with the header `Idempotency-Key`, if anything: it is absent, or 1 to 255 printable ASCII characters. */
export function idempotencyKeyFault(key: unknown): Fault | undefined {
  if (key === undefined || (typeof key === 'string' && /^[\x20-\x7e]{1,255}$/.test(key))) return undefined;
  return { pointer: '/header/Idempotency-Key', detail: 'must be 1 to 255 printable ASCII characters' };
}
