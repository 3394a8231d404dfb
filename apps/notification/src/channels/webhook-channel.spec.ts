import { describe, expect, it } from '@jest/globals';
import { DerivedWebhookSecrets, webhookSignature } from './webhook-channel.js';

describe('the signature of a webhook', () => {
  // From the test suites of the Standard Webhooks libraries.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const sign = (changes: { id?: string; at?: number; body?: string } = {}) => {
    const { id = 'msg_p5jXN8AQM9LWM0D4loKWxJek', at = 1_614_265_330, body = '{"test": 2432232314}' } = changes;
    return webhookSignature(secret, id, at, body);
  };

  it('matches the reference example of Standard Webhooks', () => {
    expect(sign()).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('depends on the id, the timestamp and the body', () => {
    const others = [sign({ id: 'msg_other' }), sign({ at: 1_614_265_331 }), sign({ body: '{"test": 1}' })];
    expect(new Set([sign(), ...others]).size).toBe(4);
  });
});

describe('the secret of a webhook', () => {
  const site = Buffer.alloc(32, 7).toString('base64');

  it('has the format of Standard Webhooks and differs by site, student and URL', () => {
    const secretOf = (siteSecret: string, student: string, url: string) =>
      new DerivedWebhookSecrets(siteSecret).secretFor(student, url);
    const minas = secretOf(site, 'mina', 'https://example.org/1');
    expect(minas).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(secretOf(site, 'mina', 'https://example.org/1')).toBe(minas);
    const others = [
      secretOf(site, 'joon', 'https://example.org/1'),
      secretOf(site, 'mina', 'https://example.org/2'),
      secretOf(Buffer.alloc(32, 8).toString('base64'), 'mina', 'https://example.org/1'),
    ];
    expect(others).not.toContain(minas);
  });
});
