import { describe, expect, it } from '@jest/globals';
import { loadSettings } from '#platform';
import { paymentOverHttp, registrationSettings } from './settings.js';

const overHttp = {
  PAYMENT_URL: 'http://payment:8082/',
  SUGANG_TOKEN_URL: 'http://identity:8086/oauth/token',
  SUGANG_CLIENT_ID: 'registration',
  SUGANG_CLIENT_SECRET: 'secret',
};

describe('the settings of registration', () => {
  it('reach payment through the broker unless they say otherwise', () => {
    expect(paymentOverHttp(loadSettings(registrationSettings, {}))).toBeUndefined();
  });

  it('reach payment over HTTP where PAYMENT_URL says so', () => {
    expect(paymentOverHttp(loadSettings(registrationSettings, overHttp))).toEqual({
      url: 'http://payment:8082/internal/payments',
      client: { url: 'http://identity:8086/oauth/token', id: 'registration', secret: 'secret' },
    });
  });

  it('name everything that payment over HTTP needs, together with every other fault', () => {
    const read = () =>
      loadSettings(registrationSettings, { PAYMENT_URL: 'http://payment:8082', SUGANG_SWEEP_MS: 'often' });
    for (const fault of [
      /SUGANG_TOKEN_URL: is required with/,
      /SUGANG_CLIENT_ID: is/,
      /SUGANG_CLIENT_SECRET: is/,
      /SUGANG_SWEEP_MS/,
    ]) {
      expect(read).toThrow(fault);
    }
  });
});
