import type { JSONWebKeySet } from 'jose';
import { SigningKeys } from './signing-keys.js';

/** Identity's keys fetched from its JWKS address: cached for 5 minutes, kept when a refresh fails. */
export class HttpSigningKeys extends SigningKeys {
  constructor(private readonly url: string) {
    super();
  }

  keys(): Promise<JSONWebKeySet> {
    throw new Error(`not written yet ${this.url}`);
  }
}
