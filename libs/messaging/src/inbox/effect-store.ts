/** The store that a consumer's effects go to, when it is not the service's `Database`. */
export abstract class EffectStore {
  /** Whether the error is the store's fault, not the message's: connection lost, disk full. */
  abstract isFault(error: unknown): boolean;
  /** @throws when the store does not answer */
  abstract ping(): Promise<void>;
}
