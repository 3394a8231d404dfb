import type { JWTHeaderParameters, JWTPayload } from 'jose';
import { z } from 'zod';
import { Role } from '#contracts';
import type { CoreSettings } from '../settings/core-settings.js';
import type { CallingAccount } from './calling-account.js';
import { providerAccountOf } from './provider-accounts.js';
import type { Algorithm } from './signing-keys.js';

export interface TokenRules {
  issuer: string;
  audience: string;
  algorithms: readonly Algorithm[];
  /** @throws JOSEError or z.ZodError if the token is invalid; HttpProblem 403 if it is valid but has no role here */
  accountOf(payload: JWTPayload, header: JWTHeaderParameters): CallingAccount;
}

export type TokenSettings = Pick<
  CoreSettings,
  'SUGANG_ISSUER' | 'OIDC_ISSUER' | 'OIDC_AUDIENCE' | 'OIDC_ROLE_CLAIM' | 'OIDC_ROLES' | 'OIDC_NAME_CLAIM'
>;

export function tokenRulesOf(settings: TokenSettings): TokenRules {
  const { SUGANG_ISSUER, OIDC_ISSUER, OIDC_AUDIENCE } = settings;
  if (OIDC_ISSUER === undefined) {
    return { issuer: SUGANG_ISSUER, audience: 'sugang', algorithms: ['EdDSA'], accountOf: identityAccountOf };
  }
  return {
    issuer: OIDC_ISSUER,
    audience: OIDC_AUDIENCE,
    algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
    accountOf: (payload, header) => providerAccountOf(settings, payload, header),
  };
}

const IdentityClaims = z.object({
  sub: z.string().min(1).max(128),
  role: Role,
  name: z.string().max(300).default(''),
  email_verified: z.boolean().optional(),
  sid: z.string().max(128).optional(),
  exp: z.number(),
});

function identityAccountOf(payload: JWTPayload): CallingAccount {
  const { sub, role, name, email_verified, sid, exp } = IdentityClaims.parse(payload);
  const verification = email_verified === false && { emailVerified: false };
  return {
    id: sub,
    role,
    name,
    ...verification,
    ...(sid !== undefined && { sessionId: sid }),
    tokenExpiresAt: new Date(exp * 1000),
  };
}
