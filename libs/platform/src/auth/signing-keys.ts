import type { JSONWebKeySet } from 'jose';

/** Identity's public keys. */
export abstract class SigningKeys {
  /** The keys known now. @throws HttpProblem 503 UNAVAILABLE when there is none at all */
  abstract keys(): Promise<JSONWebKeySet>;

  /** Asks for the keys anew because a token names one that is unknown; called at most every few seconds. */
  async refresh(): Promise<void> {
    await this.keys();
  }
}
