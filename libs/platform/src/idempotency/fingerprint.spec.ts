import { describe, expect, it } from '@jest/globals';
import { canonicalJson, fingerprintOf as fingerprintWith, type IdempotentRequest } from './fingerprint.js';

const request = {
  accountId: 'mina',
  method: 'POST',
  path: '/api/v1/registrations',
  key: 'k-1',
  body: { lectureId: '1', payment: { method: 'card', token: 'tok_ok' } },
};

const secret = Buffer.alloc(32, 1);
const fingerprintOf = (sent: IdempotentRequest) => fingerprintWith(sent, secret);

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

  it('has no credential in it, at any depth', () => {
    const withSecrets = (text: string) => ({
      ...request,
      body: {
        ...{ name: 'Mina', password: text, newPassword: text, cardToken: text },
        payments: [{ method: 'card', token: text, client: { secret: text } }],
      },
    });
    expect(fingerprintOf(withSecrets('tok_ok'))).toEqual(fingerprintOf(withSecrets('correct horse battery staple')));
    const other = { ...withSecrets('tok_ok'), body: { ...withSecrets('tok_ok').body, name: 'Joon' } };
    expect(fingerprintOf(other).bodyHash).not.toBe(fingerprintOf(withSecrets('tok_ok')).bodyHash);
  });

  it('cannot be computed without the secret of the server', () => {
    const { id, bodyHash } = fingerprintWith(request, Buffer.alloc(32, 2));
    expect([id, bodyHash === fingerprintOf(request).bodyHash]).toEqual([fingerprintOf(request).id, false]);
  });

  it('supports an empty body', () => {
    expect(fingerprintOf({ ...request, body: undefined }).bodyHash).toHaveLength(64);
  });
});
