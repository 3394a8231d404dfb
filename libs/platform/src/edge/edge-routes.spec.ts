import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { limitsOf, ruleOf } from './edge-routes.js';

const rule = (request: string) => {
  const [method = '', url = ''] = request.split(' ');
  return ruleOf({ method, url });
};

describe('ruleOf', () => {
  it.each([
    'POST /api/v1/auth/login',
    'POST /api/v1/auth/login?x=1',
    'POST /api/v1/auth/login#x',
    'POST /api/v1/%61uth/log%69n',
    'POST /oauth/token',
  ])('applies the login rule to every spelling of %s', (request) => {
    expect(rule(request)).toEqual({ login: true, limit: 'login', guessed: true });
  });

  it('counts sign-ups apart from logins, and refreshes with logins but not as guesses', () => {
    expect(rule('POST /api/v1/auth/sign-up')).toEqual({ login: true, limit: 'sign-up' });
    expect(rule('POST /api/v1/auth/refresh')).toEqual({ login: true, limit: 'login' });
  });

  it.each([
    'POST /api/v1/registrations',
    'POST /api/v1/regis%74rations',
    'POST /api/v1/registrations/0193a5b0/payment',
    'POST /api/v1/registrations/%2e%2e/payment',
  ])('applies the registration rule to every spelling of %s', (request) => {
    expect(rule(request)).toEqual({ limit: 'registration' });
  });

  it.each(['GET /', 'GET /docs/start.js', 'HEAD /openapi.json', 'GET /health/ready'])(
    'treats %s as served by the edge itself',
    (request) => {
      expect(rule(request)).toEqual({ own: true });
    },
  );

  it.each([
    'GET /api/v1/lectures',
    'HEAD /api/v1/lectures/1',
    'GET /api/v1/lectures/1/availability?x=1',
    'GET /api/v1/lectures/1/availability/stream',
    'GET /api/v1/admin/lectures/1/roster/file?token=x',
  ])('needs no token for %s', (request) => {
    expect(rule(request)).toEqual({ open: true });
  });

  it('needs no token for any operation that the API documents without one', () => {
    const { paths } = JSON.parse(readFileSync('docs/openapi/current.json', 'utf8')) as {
      paths: Record<string, Record<string, { security?: object[] }>>;
    };
    const open = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(
          ([, { security }]) => security?.length === 0 || security?.some((each) => Object.keys(each).length === 0),
        )
        .map(([method]) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, '1')}`),
    );
    expect(open.length).toBeGreaterThan(10);
    expect(open.filter((request) => !rule(request).open && !rule(request).login)).toEqual([]);
  });

  it.each([
    'GET /api/v1/auth/login',
    'GET /api/v1/registrations',
    'POST /api/v1/registrations/1/cancel',
    'POST /api/v1/auth/login/more',
    'GET /api/v1/lectures/../../../health/live',
    'POST /metrics',
    'GET /api/v1/lectures/%zz',
    'PROPFIND /api/v1/auth/login',
  ])('applies no rule to %s', (request) => {
    expect(rule(request)).toEqual({});
  });
});

describe('limitsOf', () => {
  it.each([
    ['GET /docs', true, ['address']],
    ['GET /api/v1/lectures', false, ['address', 'network-reads']],
    ['GET /api/v1/lectures', true, ['reads', 'network-reads']],
    ['GET /api/v1/availability?lectureIds=1', true, ['reads', 'network-reads']],
    ['GET /api/v1/lectures/facets', true, ['reads', 'network-reads']],
    ['POST /api/v1/registrations', true, ['account', 'registration', 'network']],
    ['POST /api/v1/admin/lectures', true, ['account', 'network']],
    ['POST /api/v1/auth/login', true, ['login', 'network']],
    ['POST /api/v1/auth/sign-up', false, ['sign-up', 'network']],
  ])('counts %s (with an account: %s) against %j', (request, hasAccount, limits) => {
    expect(limitsOf(rule(request), request.split(' ')[0]!, hasAccount)).toEqual(limits);
  });

  it('has no budget that both a read and a registration use up', () => {
    const reads = limitsOf(rule('GET /api/v1/registrations'), 'GET', true);
    const writes = limitsOf(rule('POST /api/v1/registrations'), 'POST', true);
    expect(reads.filter((limit) => writes.includes(limit))).toEqual([]);
  });
});
