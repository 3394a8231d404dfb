import type { Log } from '../log/log.js';
import type { CoreSettings } from '../settings/core-settings.js';
import { Discovery } from './discovery.js';
import { HttpSigningKeys } from './http-signing-keys.js';

/** The keys where the settings say they are, else where the foreign issuer says, else `atIdentity`. */
export function signingKeysOf(
  { SUGANG_JWKS_URL, OIDC_ISSUER }: Pick<CoreSettings, 'SUGANG_JWKS_URL' | 'OIDC_ISSUER'>,
  atIdentity: string | readonly string[],
  log: Log,
): HttpSigningKeys {
  const discovered = OIDC_ISSUER === undefined ? atIdentity : new Discovery(OIDC_ISSUER);
  return new HttpSigningKeys(SUGANG_JWKS_URL ?? discovered, { log });
}
