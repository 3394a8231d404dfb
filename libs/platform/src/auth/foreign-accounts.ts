import { errors, type JWTHeaderParameters, type JWTPayload } from 'jose';
import { z } from 'zod';
import { Email, Locale, SubjectId } from '#contracts';
import { HttpProblem } from '../http/http-problem.js';
import type { CoreSettings } from '../settings/core-settings.js';
import type { CallingAccount, ForeignProfile } from './account.js';
import { claimAt } from './claim-at.js';
import { mappedRole } from './mapped-role.js';

const Seconds = z.number().min(0).max(253_402_300_799);
const Claims = z.object({ sub: SubjectId, exp: Seconds, iat: Seconds.optional() });
const LONGEST_NAME = 100;

/** Header types of access tokens (RFC 9068), and the one that says nothing. */
const ACCESS_TYPES = ['', 'jwt', 'at+jwt'];
/** What Keycloak writes into tokens that are for others. */
const OTHER_KINDS = ['ID', 'Refresh', 'Offline', 'Logout'];

export type RolesAndNames = Pick<CoreSettings, 'OIDC_ROLE_CLAIM' | 'OIDC_ROLES' | 'OIDC_NAME_CLAIM'>;

/**
 * Whose a verified token of another provider is.
 * @throws JOSEError or z.ZodError when it is no access token of a subject, HttpProblem 403 when its roles are none here
 */
export function foreignAccountOf(
  { OIDC_ROLE_CLAIM: claim, OIDC_ROLES: roles, OIDC_NAME_CLAIM: nameClaim }: RolesAndNames,
  payload: JWTPayload,
  header: JWTHeaderParameters,
): CallingAccount {
  refuseOtherKinds(payload, header);
  const { sub, exp, iat = exp } = Claims.parse(payload);
  const role = mappedRole(roles, claimAt(payload, claim));
  if (!role) throw new HttpProblem('FORBIDDEN', `The token names no role that is known here; the claim is ${claim}.`);
  return {
    id: sub,
    role,
    name: shown(claimAt(payload, nameClaim)) || shown(payload['preferred_username']),
    tokenExpiresAt: new Date(exp * 1000),
    profile: profileOf(payload, new Date(iat * 1000)),
  };
}

function profileOf({ email, locale }: JWTPayload, toldAt: Date): ForeignProfile {
  const language = typeof locale === 'string' ? locale.toLowerCase().split(/[-_]/)[0] : undefined;
  const known = Locale.safeParse(language).data;
  return { email: Email.safeParse(email).data ?? null, ...(known && { locale: known }), toldAt };
}

/** An ID token tells a page who logged in; it is for nobody else. */
function refuseOtherKinds(payload: JWTPayload, { typ = '' }: JWTHeaderParameters): void {
  const type = String(typ)
    .toLowerCase()
    .replace(/^application\//, '');
  const isOther = OTHER_KINDS.includes(String(payload['typ'])) || Object.hasOwn(payload, 'at_hash');
  if (isOther || !ACCESS_TYPES.includes(type)) throw new errors.JWTInvalid('this is no access token');
}

/** A name as others may be shown it: whatever a provider lets its people write, one line of at most 100 characters. */
function shown(value: unknown): string {
  if (typeof value !== 'string') return '';
  const line = value
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  return line.slice(0, LONGEST_NAME).replace(/[\ud800-\udbff]$/, '');
}
