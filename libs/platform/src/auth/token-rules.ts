import type { JWTHeaderParameters, JWTPayload } from 'jose';
import type { CoreSettings } from '../settings/core-settings.js';
import type { CallingAccount } from './account.js';
import { foreignAccountOf } from './foreign-accounts.js';
import { ownAccountOf } from './own-accounts.js';
import type { Algorithm } from './usable-keys.js';

/** Whose tokens are taken, and what they say. */
export interface TokenRules {
  issuer: string;
  audience: string;
  algorithms: readonly Algorithm[];
  /** @throws JOSEError or z.ZodError when the token is refused, HttpProblem 403 when it is valid and not for anybody here */
  accountOf(payload: JWTPayload, header: JWTHeaderParameters): CallingAccount;
}

export type TokenSettings = Pick<
  CoreSettings,
  'SUGANG_ISSUER' | 'OIDC_ISSUER' | 'OIDC_AUDIENCE' | 'OIDC_ROLE_CLAIM' | 'OIDC_ROLES' | 'OIDC_NAME_CLAIM'
>;

/** Identity's tokens, or those of the provider that is in its place. */
export function tokenRulesOf(settings: TokenSettings): TokenRules {
  const { SUGANG_ISSUER, OIDC_ISSUER, OIDC_AUDIENCE } = settings;
  if (OIDC_ISSUER === undefined) {
    return { issuer: SUGANG_ISSUER, audience: 'sugang', algorithms: ['EdDSA'], accountOf: ownAccountOf };
  }
  return {
    issuer: OIDC_ISSUER,
    audience: OIDC_AUDIENCE,
    algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
    accountOf: (payload, header) => foreignAccountOf(settings, payload, header),
  };
}
