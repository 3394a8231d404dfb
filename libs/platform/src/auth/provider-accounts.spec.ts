import { describe, expect, it } from '@jest/globals';
import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { coreSettings } from '../settings/core-settings.js';
import { foreignAccountOf } from './foreign-accounts.js';

const claims: JWTPayload = {
  ...{ sub: 'f:42:mina', role: 'student', name: 'Mina', email: 'Mina@Example.org', locale: 'en-US' },
  ...{ iat: 1_000, exp: 1_300 },
};

const accountOf = (bent: JWTPayload, env: Record<string, string> = {}) =>
  foreignAccountOf(z.object(coreSettings).parse(env), { ...claims, ...bent }, { alg: 'RS256' });

describe('the role of a foreign subject', () => {
  const roleOf = (env: Record<string, string>, bent: JWTPayload) => accountOf({ role: undefined, ...bent }, env).role;
  const realm = { OIDC_ROLE_CLAIM: 'realm_access.roles' };
  const url = { OIDC_ROLE_CLAIM: 'https://example.org/roles' };
  const words = { OIDC_ROLES: 'staff=instructor,dean=admin,learner=student,robot=service' };

  it.each<[string, Record<string, string>, JWTPayload, string]>([
    ['as it is', {}, { role: 'instructor' }, 'instructor'],
    ['in a list', {}, { role: ['offline_access', 'student'] }, 'student'],
    ['along a path', realm, { realm_access: { roles: ['admin'] } }, 'admin'],
    ['under a name with dots', url, { 'https://example.org/roles': ['student'] }, 'student'],
    [
      'under the name before the path',
      realm,
      { 'realm_access.roles': 'student', realm_access: { roles: 'admin' } },
      'student',
    ],
    ['in their words', words, { role: ['staff'] }, 'instructor'],
    ['that may most, of several', words, { role: ['learner', 'dean', 'staff'] }, 'admin'],
    ['of a person before that of a service', words, { role: ['robot', 'learner'] }, 'student'],
    ['of a service, by its own word', words, { role: 'robot' }, 'service'],
    ['of anybody', { OIDC_ROLES: 'dean=admin,*=student' }, {}, 'student'],
    ['of anybody, beside others', { OIDC_ROLES: 'dean=admin,*=student' }, { role: ['dean'] }, 'admin'],
    ['of a service before that of anybody', { OIDC_ROLES: 'robot=service,*=student' }, { role: 'robot' }, 'service'],
  ])('is found %s', (_, env, bent, role) => {
    expect(roleOf(env, bent)).toBe(role);
  });

  it.each<[string, Record<string, string>, JWTPayload]>([
    ['none', {}, {}],
    ['a stranger', {}, { role: 'dean' }],
    ['an object', {}, { role: { student: true } }],
    ['of another case', {}, { role: 'Student' }],
    ['inherited', { OIDC_ROLE_CLAIM: 'constructor.name', OIDC_ROLES: 'Object=admin' }, {}],
    ['the star itself', { OIDC_ROLES: 'dean=admin' }, { role: '*' }],
    ['a part of a text', realm, { realm_access: 'roles' }],
  ])('that is %s is told to be missing, with the claim', (_, env, bent) => {
    const detail = expect.stringContaining(env['OIDC_ROLE_CLAIM'] ?? 'role');
    expect(() => roleOf(env, bent)).toThrow(expect.objectContaining({ code: 'FORBIDDEN', detail }));
  });
});

describe('what a foreign subject is called', () => {
  it.each<[string, JWTPayload, string]>([
    ['by the claim', { name: '  Mina Kim ' }, 'Mina Kim'],
    ['by the name they log in with, where there is no other', { name: '', preferred_username: 'mina' }, 'mina'],
    ['on one line', { name: 'Mi\r\nna\u0000' }, 'Mi na'],
    ['shortly', { name: 'x'.repeat(99) + '🍊🍊' }, 'x'.repeat(99)],
    ['not at all', { name: { given: 'Mina' } }, ''],
  ])('is told %s', (_, bent, name) => {
    expect(accountOf(bent).name).toBe(name);
  });

  it('is told in the language that they speak, and when', () => {
    expect(accountOf({}).profile).toEqual({ email: 'mina@example.org', locale: 'en', toldAt: new Date(1_000_000) });
  });

  it.each<[string, JWTPayload, object]>([
    ['no e-mail', { email: undefined }, { email: null, locale: 'en' }],
    ['an e-mail that is none', { email: 'mina at home' }, { email: null, locale: 'en' }],
    ['a language that nobody speaks here', { locale: 'fr' }, { email: 'mina@example.org' }],
  ])('leaves out %s', (_, bent, profile) => {
    expect(accountOf(bent).profile).toEqual({ ...profile, toldAt: new Date(1_000_000) });
  });
});
