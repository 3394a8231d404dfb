import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { coreSettings } from './core-settings.js';
import { InvalidSettings, loadSettings } from './settings.js';

const settings = z.object(coreSettings);

const faultsOf = (env: Record<string, string>): readonly string[] => {
  try {
    loadSettings(settings, env);
  } catch (error) {
    if (error instanceof InvalidSettings) return error.faults;
    throw error;
  }
  return [];
};

describe('the settings of an external identity provider', () => {
  it('are absent by default, and then map our own role names', () => {
    expect(loadSettings(settings, {})).toMatchObject({
      OIDC_AUDIENCE: 'sugang',
      OIDC_ROLE_CLAIM: 'role',
      OIDC_ROLES: ['student', 'instructor', 'admin', 'service'].map((role) => ({ theirs: role, ours: role })),
      OIDC_NAME_CLAIM: 'name',
    });
    expect(loadSettings(settings, {}).OIDC_ISSUER).toBeUndefined();
  });

  it('accept role names with any characters', () => {
    const { OIDC_ROLES } = loadSettings(settings, { OIDC_ROLES: 'cn=staff=instructor, /campus/dean=admin,*=student' });
    expect(OIDC_ROLES).toEqual([
      { theirs: 'cn=staff', ours: 'instructor' },
      { theirs: '/campus/dean', ours: 'admin' },
      { theirs: '*', ours: 'student' },
    ]);
  });

  it.each(['student', 'a=dean', '=student', 'a=admin,', '*=admin', '*=service', 'a=Student'])(
    'reject the invalid role mapping %s',
    (roles) => {
      expect(faultsOf({ OIDC_ROLES: roles })).toEqual([expect.stringMatching(/^OIDC_ROLES: must be pairs/)]);
    },
  );

  it('reject a role that is mapped twice', () => {
    expect(faultsOf({ OIDC_ROLES: 'a=student,a=admin' })).toEqual([
      'OIDC_ROLES: must map each of their roles only once',
    ]);
  });

  it.each(['login.example.org', 'ftp://login', 'https://a?b', 'https://me:secret@a', 'https://a#b'])(
    'reject the invalid issuer %s, together with all other faults',
    (issuer) => {
      expect(faultsOf({ OIDC_ISSUER: issuer, PORT: 'eighty', OIDC_ROLES: 'x' })).toHaveLength(3);
    },
  );
});
