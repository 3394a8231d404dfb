import { describe, expect, it } from '@jest/globals';
import { InvalidSettings } from '#platform';
import { StandaloneSettings } from './settings.js';

describe('the embedded mode', () => {
  it('needs no settings', () => {
    expect(StandaloneSettings.fromEnvironment({})).toMatchObject({ PORT: 8080, SUGANG_DEMO: true, LOG_LEVEL: 'warn' });
  });

  it.each(['BROKER_URL', 'DATABASE_URL', 'VIEWS_URL', 'PAYMENT_URL', 'SUGANG_GRPC_PORT'])(
    'rejects a setting for an external store or service: %s',
    (variable) => {
      const elsewhere = () => StandaloneSettings.fromEnvironment({ [variable]: 'https://elsewhere' });
      expect(elsewhere).toThrow(InvalidSettings);
      expect(elsewhere).toThrow(variable);
    },
  );

  it('creates no demo accounts with an external identity provider, and rejects SUGANG_DEMO=true', () => {
    const env = { OIDC_ISSUER: 'https://login.example.org' };
    expect(StandaloneSettings.fromEnvironment({})).toMatchObject({ SUGANG_DEMO: true });
    expect(StandaloneSettings.fromEnvironment(env)).toMatchObject({ SUGANG_DEMO: false });
    expect(StandaloneSettings.fromEnvironment({ ...env, SUGANG_DEMO: '' })).toMatchObject({ SUGANG_DEMO: false });
    expect(() => StandaloneSettings.fromEnvironment({ ...env, SUGANG_DEMO: 'true' })).toThrow(
      /SUGANG_DEMO: cannot be combined with/,
    );
  });

  it('reports every error of such a configuration at once', () => {
    const env = { OIDC_ISSUER: 'https://login.example.org', OIDC_ROLES: 'x', SUGANG_DEMO: 'true', PORT: 'eighty' };
    const faulty = () => StandaloneSettings.fromEnvironment({ ...env, SUGANG_ADMIN_EMAIL: 'boss@sugang.dev' });
    for (const variable of ['PORT', 'OIDC_ROLES', 'SUGANG_DEMO', 'SUGANG_ADMIN_EMAIL', 'SUGANG_ADMIN_PASSWORD']) {
      expect(faulty).toThrow(`${variable}: `);
    }
  });

  it('requires e-mail address and password of the first admin together', () => {
    expect(() => StandaloneSettings.fromEnvironment({ SUGANG_ADMIN_EMAIL: 'boss@sugang.dev' })).toThrow(
      /SUGANG_ADMIN_PASSWORD/,
    );
  });
});
