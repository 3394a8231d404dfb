import { describe, expect, it } from '@jest/globals';
import { paymentOverHttp, RegistrationSettings } from './settings.js';

const overHttp = {
  PAYMENT_URL: 'http://payment:8082/',
  SUGANG_TOKEN_URL: 'http://identity:8086/oauth/token',
  SUGANG_CLIENT_ID: 'registration',
  SUGANG_CLIENT_SECRET: 'secret',
};

describe('the settings of registration', () => {
  it('select the broker for calls to payment by default', () => {
    expect(paymentOverHttp(RegistrationSettings.load({}))).toBeUndefined();
  });

  it('select HTTP for calls to payment with PAYMENT_URL', () => {
    expect(paymentOverHttp(RegistrationSettings.load(overHttp))).toEqual({
      url: 'http://payment:8082/internal/payments',
      client: { url: 'http://identity:8086/oauth/token', id: 'registration', secret: 'secret' },
    });
  });

  it('report every missing variable for payment over HTTP together with all other errors', () => {
    const read = () => RegistrationSettings.load({ PAYMENT_URL: 'http://payment:8082', SUGANG_SWEEP_MS: 'often' });
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
