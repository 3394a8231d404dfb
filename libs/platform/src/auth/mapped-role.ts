import type { Role } from '#contracts';
import { ANYBODY, type RoleMapping } from '../settings/oidc-settings.js';

/** The role that may most first; that of a service, which acts for itself, only where there is no other. */
const PRECEDENCE: readonly Role[] = ['admin', 'instructor', 'student', 'service'];

/** The role here of somebody with these roles at their provider, which are a text or a list of texts. */
export function mappedRole(mappings: readonly RoleMapping[], claim: unknown): Role | undefined {
  const theirs = new Set([claim].flat().filter((role) => typeof role === 'string' && role !== ANYBODY));
  const ours = mappings.filter((mapping) => theirs.has(mapping.theirs)).map((mapping) => mapping.ours);
  return PRECEDENCE.find((role) => ours.includes(role)) ?? mappings.find(({ theirs: any }) => any === ANYBODY)?.ours;
}
