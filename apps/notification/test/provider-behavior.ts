/** How a stand-in for a provider responds from now on. */
export type ProviderBehavior = 'accept' | 'reject' | 'fail' | 'request a pause' | 'hang';

/** A message that a stand-in has accepted. */
export interface Accepted {
  /** The idempotency key, as the provider received it. */
  key: string;
  /** Everything that was sent, decoded. */
  text: string;
  headers: Record<string, string | string[] | undefined>;
}
