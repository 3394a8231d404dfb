import type { JSONWebKeySet } from 'jose';

/** Identity's public keys. */
export abstract class SigningKeys {
  /** The keys known now, possibly none. Cheap: called for every token that is not remembered. */
  abstract keys(): Promise<JSONWebKeySet>;

  /** Asks for the keys anew because a token names one that is unknown; adapters limit how often they really ask. */
  async refresh(): Promise<JSONWebKeySet> {
    return this.keys();
  }
}
