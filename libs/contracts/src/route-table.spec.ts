import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { routeOf, routeTable, serviceOf } from './route-table.js';

describe('the route table', () => {
  it.each([
    ['GET', '/api/v1/lectures/1/availability', 'registration', undefined],
    ['GET', '/api/v1/lectures/1/availability/stream', 'registration', 'as a stream'],
    ['GET', '/api/v1/lectures/1', 'lecture', undefined],
    ['POST', '/api/v1/registrations', 'registration', 'after a payment'],
    ['GET', '/api/v1/registrations', 'registration', undefined],
    ['POST', '/api/v1/registrations/1/payment/', 'registration', 'after a payment'],
    ['POST', '/api/v1/registrations/1/cancel', 'registration', undefined],
    ['GET', '/api/v1/mypage/stream', 'mypage', 'as a stream'],
    ['GET', '/api/v1/mypage/streams', 'mypage', undefined],
    ['GET', '/.well-known/jwks.json', 'identity', undefined],
  ])('routes %s %s to %s', (method, path, service, answer) => {
    const { service: found, answer: how } = routeOf(method, path) ?? {};
    expect([found, how]).toEqual([service, answer]);
  });

  it('routes every method of a path to the same service', () => {
    const paths = routeTable.map(({ path }) => path.replace(/^POST /, '').replace('/**', '/below'));
    for (const path of paths) {
      for (const method of ['GET', 'POST', 'PATCH']) expect(routeOf(method, path)?.service).toBe(serviceOf(path));
    }
  });

  it('matches dots literally and names as whole segments', () => {
    for (const path of [
      '/xwell-known/jwks.json',
      '/api/v1/paymentsque',
      '/oauthx',
      '/api/v1/registrations//payment/x/y',
    ])
      expect([path, serviceOf(path)]).toEqual([path, path.includes('registrations') ? 'registration' : undefined]);
  });

  it('never routes to /internal, in any spelling and with any suffix', () => {
    const spelling = fc.constantFrom(
      '/internal',
      '/Internal',
      '/%69nternal',
      '//internal',
      '/./internal',
      '/internal;x=1',
    );
    const below = fc.constantFrom('', '/', '/payments', '/api/v1/payments', '/../api/v1/payments');
    const method = fc.constantFrom('GET', 'POST', 'OPTIONS');
    fc.assert(
      fc.property(method, spelling, below, (asked, first, rest) => {
        expect(routeOf(asked, first + rest)).toBeUndefined();
        expect(serviceOf(first + rest)).toBeUndefined();
      }),
    );
    expect(routeTable.filter(({ path }) => /internal/i.test(path))).toEqual([]);
  });
});
