import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { InvalidSettings } from '#platform';
import { IdentitySettings } from './settings.js';

const load = (env: Record<string, string>) => IdentitySettings.load(env);

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    load(env);
    return [];
  } catch (error) {
    if (error instanceof InvalidSettings) return error.faults;
    throw error;
  }
}

const key = randomBytes(32).toString('base64');

describe('IdentitySettings', () => {
  it('require nothing in embedded mode', () => {
    expect(load({})).toMatchObject({ DATABASE_URL: 'sqlite:', SUGANG_KEY_ROTATION_DAYS: 30, SUGANG_RATE_LIMIT: 'on' });
  });

  it('require a key if the store is a server', () => {
    expect(faultsOf({ DATABASE_URL: 'mysql://db' })).toEqual([
      expect.stringMatching(/^SUGANG_IDENTITY_KEY: is required with this DATABASE_URL/),
    ]);
    expect(faultsOf({ DATABASE_URL: 'mysql://db', SUGANG_IDENTITY_KEY: key })).toEqual([]);
  });

  it('reject a key that is not 32 bytes in base64', () => {
    expect(faultsOf({ SUGANG_IDENTITY_KEY: 'short' })).toEqual([expect.stringContaining('32 random bytes in base64')]);
    expect(faultsOf({ SUGANG_IDENTITY_KEY: `${key}\u0000!` })).toHaveLength(1);
  });

  it('require the e-mail address and password of the first admin together', () => {
    expect(faultsOf({ SUGANG_ADMIN_EMAIL: 'boss@sugang.dev' })).toEqual([
      'SUGANG_ADMIN_PASSWORD: is required with SUGANG_ADMIN_EMAIL',
    ]);
    expect(faultsOf({ SUGANG_ADMIN_PASSWORD: 'correct horse' })).toEqual([
      'SUGANG_ADMIN_EMAIL: is required with SUGANG_ADMIN_PASSWORD',
    ]);
  });

  it('reject local accounts with an external provider, and require no key for it', () => {
    const env = { OIDC_ISSUER: 'https://login.example.org', DATABASE_URL: 'mysql://db' };
    const clients = `registration:sha256:${'0'.repeat(64)}`;
    const own = { SUGANG_ADMIN_EMAIL: 'boss@sugang.dev', SUGANG_ADMIN_PASSWORD: 'x', SUGANG_SERVICE_CLIENTS: clients };
    const external = 'cannot be combined with OIDC_ISSUER, which manages the accounts';
    expect(faultsOf(env)).toEqual([]);
    expect(faultsOf({ ...env, SUGANG_DEMO: 'false' })).toEqual([]);
    expect(faultsOf({ ...env, ...own, SUGANG_DEMO: 'true' })).toEqual(
      [...Object.keys(own), 'SUGANG_DEMO'].map((variable) => `${variable}: ${external}`),
    );
  });

  it('report every invalid variable at once', () => {
    const env = { DATABASE_URL: 'mysql://db', SUGANG_ADMIN_EMAIL: 'boss@sugang.dev', SUGANG_KEY_ROTATION_DAYS: '0' };

    expect(faultsOf(env).map((fault) => fault.slice(0, fault.indexOf(':')))).toEqual(
      expect.arrayContaining(['SUGANG_KEY_ROTATION_DAYS', 'SUGANG_IDENTITY_KEY', 'SUGANG_ADMIN_PASSWORD']),
    );
  });

  it('never show a secret', () => {
    expect(faultsOf({ SUGANG_IDENTITY_KEY: 'my-secret' }).join()).not.toContain('my-secret');
  });
});
