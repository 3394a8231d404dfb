import { errors, type JWTHeaderParameters, type JWTPayload } from 'jose';
import { z } from 'zod';
import { Email, MessageLanguage, SubjectId, type Role } from '#contracts';
import { HttpProblem } from '../http/http-problem.js';
import type { CoreSettings } from '../settings/core-settings.js';
import { ANY_ROLE, type RoleMapping } from '../settings/oidc-settings.js';
import type { CallingAccount, ProviderProfile } from './calling-account.js';

const Seconds = z.number().min(0).max(253_402_300_799);
const Claims = z.object({ sub: SubjectId, exp: Seconds, iat: Seconds.optional() });
const MAX_NAME_LENGTH = 100;

/** Header types of access tokens (RFC 9068), and the absent one. */
const ACCESS_TOKEN_TYPES = ['', 'jwt', 'at+jwt'];
/** `typ` claims of the tokens that Keycloak issues for other purposes. */
const OTHER_TOKEN_TYPES = ['ID', 'Refresh', 'Offline', 'Logout'];
/** The most privileged role wins; `service` applies only if there is no role of a person. */
const ROLE_PRECEDENCE: readonly Role[] = ['admin', 'instructor', 'student', 'service'];

export type ProviderClaimSettings = Pick<CoreSettings, 'OIDC_ROLE_CLAIM' | 'OIDC_ROLES' | 'OIDC_NAME_CLAIM'>;

/** @throws JOSEError or z.ZodError if it is not an access token of a subject; HttpProblem 403 if none of its roles is mapped */
export function providerAccountOf(
  { OIDC_ROLE_CLAIM: roleClaim, OIDC_ROLES: mappings, OIDC_NAME_CLAIM: nameClaim }: ProviderClaimSettings,
  payload: JWTPayload,
  header: JWTHeaderParameters,
): CallingAccount {
  assertAccessToken(payload, header);
  const { sub, exp, iat = exp } = Claims.parse(payload);
  const role = mappedRole(mappings, claimAt(payload, roleClaim));
  if (!role) throw new HttpProblem('FORBIDDEN', { variant: 'unknown-role', values: { claim: roleClaim } });
  return {
    id: sub,
    role,
    name: displayName(claimAt(payload, nameClaim)) || displayName(payload['preferred_username']),
    ...(payload['email_verified'] === false && { emailVerified: false }),
    tokenExpiresAt: new Date(exp * 1000),
    profile: profileOf(payload, new Date(iat * 1000)),
  };
}

function profileOf({ email, locale }: JWTPayload, issuedAt: Date): ProviderProfile {
  const language = typeof locale === 'string' ? locale.toLowerCase().split(/[-_]/)[0] : undefined;
  const supported = MessageLanguage.safeParse(language).data;
  return { email: Email.safeParse(email).data ?? null, ...(supported && { locale: supported }), issuedAt };
}

// An ID token proves a login to the client that started it, and must not be accepted by an API.
function assertAccessToken(payload: JWTPayload, { typ = '' }: JWTHeaderParameters): void {
  const type = String(typ)
    .toLowerCase()
    .replace(/^application\//, '');
  const isOther = OTHER_TOKEN_TYPES.includes(String(payload['typ'])) || Object.hasOwn(payload, 'at_hash');
  if (isOther || !ACCESS_TOKEN_TYPES.includes(type)) throw new errors.JWTInvalid('not an access token');
}

export function mappedRole(mappings: readonly RoleMapping[], claim: unknown): Role | undefined {
  const theirs = new Set([claim].flat().filter((role) => typeof role === 'string' && role !== ANY_ROLE));
  const ours = mappings.filter((mapping) => theirs.has(mapping.theirs)).map((mapping) => mapping.ours);
  return (
    ROLE_PRECEDENCE.find((role) => ours.includes(role)) ?? mappings.find((mapping) => mapping.theirs === ANY_ROLE)?.ours
  );
}

/** `realm_access.roles` is the claim with this name, otherwise `roles` within `realm_access`. */
export function claimAt(claims: object, path: string): unknown {
  if (Object.hasOwn(claims, path)) return (claims as Record<string, unknown>)[path];
  return path.split('.').reduce<unknown>(memberOf, claims);
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** A name that is safe to show to others: one line of at most 100 characters, whatever the provider accepts as a name. */
function displayName(value: unknown): string {
  if (typeof value !== 'string') return '';
  const line = value
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  return line.slice(0, MAX_NAME_LENGTH).replace(/[\ud800-\udbff]$/, '');
}
