import { z } from 'zod';
import { Role } from '#contracts';

export interface RoleMapping {
  theirs: string;
  ours: Role;
}

/** Matches accounts without any of the other roles. */
export const ANY_ROLE = '*';

const isIssuer = (value: string): boolean => /^https?:\/\/[^?#@]+$/.test(value) && URL.canParse(value);

// The name of a role may contain `=`, so the last one is the separator.
function mappingOf(pair: string): RoleMapping {
  const [, theirs, ours] = /^(.+)=([a-z]+)$/s.exec(pair.trim()) ?? [];
  return { theirs: theirs?.trim() ?? '', ours: ours as Role };
}

const isMapping = ({ theirs, ours }: RoleMapping): boolean =>
  theirs !== '' && Role.safeParse(ours).success && (theirs !== ANY_ROLE || ours === 'student');

const isUnambiguous = (mappings: RoleMapping[]): boolean =>
  new Set(mappings.map(({ theirs }) => theirs)).size === mappings.length;

const roles = z
  .string()
  .transform((value) => value.split(',').map(mappingOf))
  .refine(
    (mappings) => mappings.every(isMapping),
    `must be pairs \`theirs=ours\` separated by commas; ours is one of ${Role.options.join(', ')}; \`*=student\` matches accounts without any of the other roles`,
  )
  .refine(
    (mappings) => !mappings.every(isMapping) || isUnambiguous(mappings),
    'must map each of their roles only once',
  );

/** Variables of an external identity provider that replaces identity's own accounts; every service reads them. */
export const oidcSettings = {
  OIDC_ISSUER: z
    .string()
    .refine(isIssuer, 'must be an address that begins with http:// or https://, without account, query or fragment')
    .optional()
    .describe(
      'Issuer of an external OpenID provider that manages the accounts, exactly as in its tokens. Without it, identity manages them.',
    ),
  OIDC_AUDIENCE: z
    .string()
    .default('sugang')
    .describe('Audience that the access tokens of an external provider must contain.'),
  OIDC_ROLE_CLAIM: z
    .string()
    .default('role')
    .describe('Claim with the role or roles: a name, or a path such as `realm_access.roles`.'),
  OIDC_ROLES: roles
    .prefault(Role.options.map((role) => `${role}=${role}`).join(','))
    .describe("Mapping of the provider's roles to Sugang's roles. Of several roles, the most privileged one applies."),
  OIDC_NAME_CLAIM: z
    .string()
    .default('name')
    .describe('Claim with the display name; `preferred_username` if it is absent.'),
} as const;
