import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { isUnambiguous } from './ambiguous-paths.js';

describe('a path', () => {
  it.each([
    '/',
    '/openapi.json',
    '/.well-known/jwks.json',
    '/api/v1/lectures/...',
    '/api/v1/lectures/a..b',
    '/api/v1/auth/log%69n',
    '/api/v1/lectures/%ED%95%9C%EA%B5%AD',
    '/api/v1/lectures/a;b',
    '/api/v1/lectures/a%2Fb',
    '/api/v1/lectures/100%25',
    '//api//v1/',
  ])('is accepted when every reader sees the same segments: %s', (path) => {
    expect(isUnambiguous(path)).toBe(true);
  });

  it.each([
    '/api/v1/auth/./login',
    '/api/v1/auth/../auth/login',
    '/api/v1/auth/login/.',
    '/api/v1/auth/login/..',
    '/oauth/./token',
    '/api/v1/auth/%2e/login',
    '/api/v1/auth/%2E%2e/auth/login',
    '/api/v1/auth/.%2e/auth/login',
    '/api/v1/auth/%252e/login',
    '/api/v1/auth/%25%32%65/login',
    '/api/v1/auth/%2525252525252e/login',
    '/api/v1/auth/.\\login',
    '/api/v1/auth\\login',
    '/api/v1/auth/%5c/login',
    '/api/v1/auth/%255C/login',
    '/api/v1/auth/..%2f/login',
    '/api/v1/auth/..;/auth/login',
    '/api/v1/auth/.;a=b/login',
    '/api/v1/auth/%2e%2e%3bx/login',
    '/api/v1/auth/login#x',
    '/api/v1/auth/{id}',
    '/api/v1/auth/log\u00e9',
    'ftp://x/../y',
    '*',
  ])('is rejected when another server could read it differently: %s', (path) => {
    expect(isUnambiguous(path)).toBe(false);
  });

  it('that is accepted keeps its segments in a URL parser and when it is decoded', () => {
    const parts = ['/', '/', '.', '..', '%2e', '%2E', '%25', '32', '65', '%5c', '\\', ';', '%2f', 'a', 'login', '#'];
    const paths = fc.array(fc.constantFrom(...parts), { maxLength: 12 }).map((each) => `/${each.join('')}`);
    const property = fc.property(paths, (path) => {
      if (!isUnambiguous(path)) return;
      for (const seen of decodingsOf(path)) {
        const segments = seen.replace(/[?#].*/, '');
        expect(new URL(`http://localhost${segments}`).pathname.split('/')).toHaveLength(segments.split('/').length);
      }
    });
    fc.assert(property, { numRuns: 5_000 });
  });

  it('is judged in linear time', () => {
    const began = performance.now();
    for (const each of ['%25', '%2525', '/.', '/.a', ';', '/%2e']) isUnambiguous(`/${each.repeat(5_000)}a`);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

function decodingsOf(path: string): string[] {
  try {
    const decoded = decodeURIComponent(path);
    return decoded === path ? [path] : [path, ...decodingsOf(decoded)];
  } catch {
    return [path];
  }
}
