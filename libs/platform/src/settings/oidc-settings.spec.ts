import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { coreSettings } from './core-settings.js';
import { InvalidSettings, loadSettings } from './load-settings.js';

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

describe('the settings of another identity provider', () => {
  it('are none by default, with our own names for what one may say', () => {
    expect(loadSettings(settings, {})).toMatchObject({
      OIDC_AUDIENCE: 'sugang',
      OIDC_ROLE_CLAIM: 'role',
      OIDC_ROLES: ['student', 'instructor', 'admin', 'service'].map((role) => ({ theirs: role, ours: role })),
      OIDC_NAME_CLAIM: 'name',
    });
    expect(loadSettings(settings, {}).OIDC_ISSUER).toBeUndefined();
  });

  it('take roles by any name', () => {
    const { OIDC_ROLES } = loadSettings(settings, { OIDC_ROLES: 'cn=staff=instructor, /campus/dean=admin,*=student' });
    expect(OIDC_ROLES).toEqual([
      { theirs: 'cn=staff', ours: 'instructor' },
      { theirs: '/campus/dean', ours: 'admin' },
      { theirs: '*', ours: 'student' },
    ]);
  });

  it.each(['student', 'a=dean', '=student', 'a=admin,', '*=admin', '*=service', 'a=Student'])(
    'refuse roles that are none: %s',
    (roles) => {
      expect(faultsOf({ OIDC_ROLES: roles })).toEqual([expect.stringMatching(/^OIDC_ROLES: must be pairs/)]);
    },
  );

  it('refuse a role with two meanings', () => {
    expect(faultsOf({ OIDC_ROLES: 'a=student,a=admin' })).toEqual(['OIDC_ROLES: must name each of their roles once']);
  });

  it.each(['login.example.org', 'ftp://login', 'https://a?b', 'https://me:secret@a', 'https://a#b'])(
    'refuse an issuer that cannot be one, beside all other faults: %s',
    (issuer) => {
      expect(faultsOf({ OIDC_ISSUER: issuer, PORT: 'eighty', OIDC_ROLES: 'x' })).toHaveLength(3);
    },
  );
});
