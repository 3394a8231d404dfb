export const IDEMPOTENT = 'sugang:idempotent';

export interface IdempotentOptions {
  /** Whether a request without `Idempotency-Key` is refused with 400 IDEMPOTENCY_KEY_REQUIRED. */
  required?: boolean;
}
