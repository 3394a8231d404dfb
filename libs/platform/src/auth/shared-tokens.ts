import { SystemClock } from '../time/clock.js';
import { KnownKeys } from './known-keys.js';
import type { SigningKeys } from './signing-keys.js';
import { Tokens } from './tokens.js';

const made = new WeakMap<SigningKeys, Map<string, Tokens>>();

/** The tokens of an issuer, one for all who have the same keys: in one process a token's signature is computed once. */
export function sharedTokens(keys: SigningKeys, issuer: string): Tokens {
  const byIssuer = made.get(keys) ?? new Map<string, Tokens>();
  made.set(keys, byIssuer);
  const tokens = byIssuer.get(issuer) ?? new Tokens(new KnownKeys(keys), issuer, new SystemClock());
  byIssuer.set(issuer, tokens);
  return tokens;
}
