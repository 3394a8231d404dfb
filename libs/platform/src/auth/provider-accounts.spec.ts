import { describe, expect, it } from '@jest/globals';
import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { coreSettings } from '../settings/core-settings.js';
import { providerAccountOf } from './provider-accounts.js';

const claims: JWTPayload = {
  ...{ sub: 'f:42:mina', role: 'student', name: 'Mina', email: 'Mina@Example.org', locale: 'en-US' },
  ...{ iat: 1_000, exp: 1_300 },
};

const accountOf = (bent: JWTPayload, env: Record<string, string> = {}) =>
  providerAccountOf(z.object(coreSettings).parse(env), { ...claims, ...bent }, { alg: 'RS256' });

describe('the role of an account of an external provider', () => {
  const roleOf = (env: Record<string, string>, bent: JWTPayload) => accountOf({ role: undefined, ...bent }, env).role;
  const realm = { OIDC_ROLE_CLAIM: 'realm_access.roles' };
  const url = { OIDC_ROLE_CLAIM: 'https://example.org/roles' };
  const mapped = { OIDC_ROLES: 'staff=instructor,dean=admin,learner=student,robot=service' };

  it.each<[string, Record<string, string>, JWTPayload, string]>([
    ['in the role claim', {}, { role: 'instructor' }, 'instructor'],
    ['in a list', {}, { role: ['offline_access', 'student'] }, 'student'],
    ['at a path', realm, { realm_access: { roles: ['admin'] } }, 'admin'],
    ['under a name with dots', url, { 'https://example.org/roles': ['student'] }, 'student'],
    [
      'by the exact claim name before the path',
      realm,
      { 'realm_access.roles': 'student', realm_access: { roles: 'admin' } },
      'student',
    ],
    ['by its mapping', mapped, { role: ['staff'] }, 'instructor'],
    ['as the most privileged of several', mapped, { role: ['learner', 'dean', 'staff'] }, 'admin'],
    ['of a person before that of a service', mapped, { role: ['robot', 'learner'] }, 'student'],
    ['of a service by its mapping', mapped, { role: 'robot' }, 'service'],
    ['by the wildcard mapping', { OIDC_ROLES: 'dean=admin,*=student' }, {}, 'student'],
    ['by an exact mapping before the wildcard', { OIDC_ROLES: 'dean=admin,*=student' }, { role: ['dean'] }, 'admin'],
    ['of a service before the wildcard', { OIDC_ROLES: 'robot=service,*=student' }, { role: 'robot' }, 'service'],
  ])('is found %s', (_, env, bent, role) => {
    expect(roleOf(env, bent)).toBe(role);
  });

  it.each<[string, Record<string, string>, JWTPayload]>([
    ['absent', {}, {}],
    ['unknown', {}, { role: 'dean' }],
    ['an object', {}, { role: { student: true } }],
    ['in another case', {}, { role: 'Student' }],
    ['inherited', { OIDC_ROLE_CLAIM: 'constructor.name', OIDC_ROLES: 'Object=admin' }, {}],
    ['the wildcard itself', { OIDC_ROLES: 'dean=admin' }, { role: '*' }],
    ['at a path into a string', realm, { realm_access: 'roles' }],
  ])('is missing, and the problem names the claim, if it is %s', (_, env, bent) => {
    const detail = expect.stringContaining(env['OIDC_ROLE_CLAIM'] ?? 'role');
    expect(() => roleOf(env, bent)).toThrow(expect.objectContaining({ code: 'FORBIDDEN', detail }));
  });
});

describe('the profile of an account of an external provider', () => {
  it.each<[string, JWTPayload, string]>([
    ['of the name claim', { name: '  Mina Kim ' }, 'Mina Kim'],
    ['of preferred_username if there is no name', { name: '', preferred_username: 'mina' }, 'mina'],
    ['on one line', { name: 'Mi\r\nna\u0000' }, 'Mi na'],
    ['cut to 100 characters', { name: 'x'.repeat(99) + '🍊🍊' }, 'x'.repeat(99)],
    ['empty if the claim is not a string', { name: { given: 'Mina' } }, ''],
  ])('has the display name %s', (_, bent, name) => {
    expect(accountOf(bent).name).toBe(name);
  });

  it('contains e-mail address, language and time of issue', () => {
    expect(accountOf({}).profile).toEqual({ email: 'mina@example.org', locale: 'en', issuedAt: new Date(1_000_000) });
  });

  it('says that the address is not verified only if the provider does', () => {
    expect(accountOf({ email_verified: false }).emailVerified).toBe(false);
    for (const claims of [{}, { email_verified: true }, { email_verified: 'false' }])
      expect(accountOf(claims)).not.toHaveProperty('emailVerified');
  });

  it.each<[string, JWTPayload, object]>([
    ['no e-mail', { email: undefined }, { email: null, locale: 'en' }],
    ['an invalid e-mail', { email: 'mina at home' }, { email: null, locale: 'en' }],
    ['an unsupported language', { locale: 'fr' }, { email: 'mina@example.org' }],
  ])('leaves out %s', (_, bent, profile) => {
    expect(accountOf(bent).profile).toEqual({ ...profile, issuedAt: new Date(1_000_000) });
  });
});
