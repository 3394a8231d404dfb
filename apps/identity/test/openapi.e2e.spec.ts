import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { tempDir } from '#testing';
import { runningIdentity, type RunningIdentity } from './running-identity.js';

describe('the OpenAPI document of identity', () => {
  const dataDir = tempDir('identity-openapi');
  let identity: RunningIdentity;
  beforeAll(async () => {
    identity = await runningIdentity({ dataDir });
  });
  afterAll(() => identity.close());

  it('passes the linter', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    const source = JSON.stringify(identity.service.openApi());

    const findings = await lintFromString({ source, config });

    expect(findings.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)).toEqual(
      [],
    );
  });

  it('describes every resource and its required role', () => {
    const operations = Object.entries(identity.service.openApi().paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, { security?: object[]; summary?: string }>).map(
        ([method, { security }]) => `${method} ${path} ${security?.length === 0 ? 'by anyone' : 'with a token'}`,
      ),
    );

    expect(operations.filter((each) => !each.includes('/health') && !each.includes('/metrics')).sort()).toEqual([
      'delete /api/v1/auth/sessions/{id} with a token',
      'get /.well-known/jwks.json by anyone',
      'get /.well-known/openid-configuration by anyone',
      'get /api/v1/admin/accounts with a token',
      'get /api/v1/admin/accounts/{id} with a token',
      'get /api/v1/admin/audit with a token',
      'get /api/v1/admin/events with a token',
      'get /api/v1/admin/parked-messages with a token',
      'get /api/v1/admin/parked-messages/{id} with a token',
      'get /api/v1/admin/services with a token',
      'get /api/v1/admin/simulated-provider with a token',
      'get /api/v1/auth/me with a token',
      'get /api/v1/auth/sessions with a token',
      'patch /api/v1/admin/accounts/{id} with a token',
      'patch /api/v1/auth/me with a token',
      'post /api/v1/admin/accounts with a token',
      'post /api/v1/admin/parked-messages/{id}/drop with a token',
      'post /api/v1/admin/parked-messages/{id}/replay with a token',
      'post /api/v1/auth/email with a token',
      'post /api/v1/auth/email-verification with a token',
      'post /api/v1/auth/email-verification/confirm by anyone',
      'post /api/v1/auth/email/confirm by anyone',
      'post /api/v1/auth/login by anyone',
      'post /api/v1/auth/logout by anyone',
      'post /api/v1/auth/password with a token',
      'post /api/v1/auth/password-reset by anyone',
      'post /api/v1/auth/password-reset/confirm by anyone',
      'post /api/v1/auth/refresh by anyone',
      'post /api/v1/auth/sessions/end-all with a token',
      'post /api/v1/auth/sign-up by anyone',
      'put /api/v1/admin/simulated-provider with a token',
    ]);
  });
});
