import { z } from 'zod';
import { Role } from '#contracts';

/** What a foreign role is here. */
export interface RoleMapping {
  theirs: string;
  ours: Role;
}

/** Whoever has none of the other roles. */
export const ANYBODY = '*';

const isIssuer = (value: string): boolean => /^https?:\/\/[^?#@]+$/.test(value) && URL.canParse(value);

/** A name may hold `=`, so the last one divides. */
function mappingOf(pair: string): RoleMapping {
  const [, theirs, ours] = /^(.+)=([a-z]+)$/s.exec(pair.trim()) ?? [];
  return { theirs: theirs?.trim() ?? '', ours: ours as Role };
}

const isMapping = ({ theirs, ours }: RoleMapping): boolean =>
  theirs !== '' && Role.safeParse(ours).success && (theirs !== ANYBODY || ours === 'student');

const isUnambiguous = (mappings: RoleMapping[]): boolean =>
  new Set(mappings.map(({ theirs }) => theirs)).size === mappings.length;

const roles = z
  .string()
  .transform((value) => value.split(',').map(mappingOf))
  .refine(
    (mappings) => mappings.every(isMapping),
    `must be pairs \`theirs=ours\` with commas between; ours is one of ${Role.options.join(', ')}; \`*=student\` is whoever has none of the others`,
  )
  .refine((mappings) => !mappings.every(isMapping) || isUnambiguous(mappings), 'must name each of their roles once');

/** Variables that put another identity provider in identity's place; every service reads them. */
export const oidcSettings = {
  OIDC_ISSUER: z
    .string()
    .refine(isIssuer, 'must be an address that begins with http:// or https://, without account, query or fragment')
    .optional()
    .describe(
      'Issuer of another identity provider, which then keeps the accounts; exactly as its tokens write it. Without it, identity does.',
    ),
  OIDC_AUDIENCE: z.string().default('sugang').describe('What the audience of its tokens must contain.'),
  OIDC_ROLE_CLAIM: z
    .string()
    .default('role')
    .describe('Claim with the role or roles: its name, or a path such as `realm_access.roles`.'),
  OIDC_ROLES: roles
    .prefault(Role.options.map((role) => `${role}=${role}`).join(','))
    .describe('What its roles are here. Of several, the one that may most counts.'),
  OIDC_NAME_CLAIM: z
    .string()
    .default('name')
    .describe('Claim with the name that others are shown; `preferred_username` where it is missing.'),
} as const;
