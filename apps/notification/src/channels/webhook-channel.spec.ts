import { describe, expect, it } from '@jest/globals';
import { webhookSecret, webhookSignature } from './webhook-signature.js';

describe('the signature of a webhook', () => {
  // The example that the libraries of Standard Webhooks test themselves with.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const sign = (changes: { id?: string; at?: number; body?: string } = {}) => {
    const { id = 'msg_p5jXN8AQM9LWM0D4loKWxJek', at = 1_614_265_330, body = '{"test": 2432232314}' } = changes;
    return webhookSignature(secret, id, at, body);
  };

  it('is the one that Standard Webhooks asks for', () => {
    expect(sign()).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('changes with the id, the time and the body', () => {
    const others = [sign({ id: 'msg_other' }), sign({ at: 1_614_265_331 }), sign({ body: '{"test": 1}' })];
    expect(new Set([sign(), ...others]).size).toBe(4);
  });
});

describe('the secret of a webhook', () => {
  const site = Buffer.alloc(32, 7).toString('base64');

  it('has the form of Standard Webhooks, and is another one for each student and address', () => {
    const minas = webhookSecret(site, 'mina', 'https://example.org/1');
    expect(minas).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(webhookSecret(site, 'mina', 'https://example.org/1')).toBe(minas);
    const others = [
      webhookSecret(site, 'joon', 'https://example.org/1'),
      webhookSecret(site, 'mina', 'https://example.org/2'),
      webhookSecret(Buffer.alloc(32, 8).toString('base64'), 'mina', 'https://example.org/1'),
    ];
    expect(others).not.toContain(minas);
  });
});
