import { SystemClock } from '../time/clock.js';
import type { SigningKeys } from './signing-keys.js';
import { tokenRulesOf, type TokenSettings } from './token-rules.js';
import { Tokens } from './tokens.js';

const made = new WeakMap<SigningKeys, Map<string, Tokens>>();

/** The tokens that the settings admit, one for all who have the same keys: in one process a token's signature is computed once. */
export function sharedTokens(keys: SigningKeys, settings: TokenSettings): Tokens {
  const { SUGANG_ISSUER, OIDC_ISSUER, OIDC_AUDIENCE, OIDC_ROLE_CLAIM, OIDC_ROLES, OIDC_NAME_CLAIM } = settings;
  const same = { SUGANG_ISSUER, OIDC_ISSUER, OIDC_AUDIENCE, OIDC_ROLE_CLAIM, OIDC_ROLES, OIDC_NAME_CLAIM };
  const name = JSON.stringify(same);
  const ofKeys = made.get(keys) ?? new Map<string, Tokens>();
  made.set(keys, ofKeys);
  const tokens = ofKeys.get(name) ?? new Tokens(keys, tokenRulesOf(settings), new SystemClock());
  ofKeys.set(name, tokens);
  return tokens;
}
