import { describe, expect, it } from '@jest/globals';
import { canonicalJson, fingerprintOf } from './fingerprint.js';

const request = {
  accountId: 'mina',
  method: 'POST',
  path: '/api/v1/registrations',
  key: 'k-1',
  body: { lectureId: '1', payment: { method: 'card', token: 'tok_ok' } },
};

describe('the fingerprint of an idempotent request', () => {
  it('is the same for the same members in another order', () => {
    const body = { payment: { token: 'tok_ok', method: 'card' }, lectureId: '1' };
    expect(fingerprintOf({ ...request, body })).toEqual(fingerprintOf(request));
  });

  it('differs for different bodies, but not for another order of members', () => {
    const { id, bodyHash } = fingerprintOf({ ...request, body: { lectureId: '2' } });
    expect(id).toBe(fingerprintOf(request).id);
    expect(bodyHash).not.toBe(fingerprintOf(request).bodyHash);
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });

  it.each([{ accountId: 'joon' }, { method: 'PUT' }, { path: '/api/v1/registrations/1/payment' }, { key: 'k-2' }])(
    'is another request with %j',
    (other) => {
      expect(fingerprintOf({ ...request, ...other }).id).not.toBe(fingerprintOf(request).id);
    },
  );

  it('cannot be forged by moving text from one part to another', () => {
    const moved = { ...request, path: '/api/v1/registrationsk', key: '-1' };
    expect(fingerprintOf(moved).id).not.toBe(fingerprintOf(request).id);
  });

  it('does not reveal the card token', () => {
    expect(JSON.stringify(fingerprintOf(request))).not.toContain('tok_ok');
  });

  it('supports an empty body', () => {
    expect(fingerprintOf({ ...request, body: undefined }).bodyHash).toHaveLength(64);
  });
});
