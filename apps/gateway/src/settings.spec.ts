import { describe, expect, it } from '@jest/globals';
import { InvalidSettings } from '#platform';
import { GatewaySettings } from './settings.js';

const faultsOf = (env: Record<string, string>): readonly string[] => {
  try {
    GatewaySettings.load(env);
  } catch (error) {
    if (error instanceof InvalidSettings) return error.faults;
    throw error;
  }
  return [];
};

const ADDRESSES =
  'must be addresses that begin with http:// or https://, separated by commas, without account, query or fragment';

describe('the settings of the gateway', () => {
  it('default to every service on localhost', () => {
    expect(GatewaySettings.load({}).addresses).toEqual({
      registration: ['http://localhost:8081'],
      payment: ['http://localhost:8082'],
      lecture: ['http://localhost:8083'],
      mypage: ['http://localhost:8084'],
      notification: ['http://localhost:8085'],
      identity: ['http://localhost:8086'],
    });
  });

  it('accept several distinct addresses of one service', () => {
    const settings = GatewaySettings.load({ SUGANG_MYPAGE_URL: 'http://a:1, http://b:1/base,http://a:1' });
    expect(settings.addresses.mypage).toEqual(['http://a:1', 'http://b:1/base']);
  });

  it('report every error at once', () => {
    expect(
      faultsOf({
        SUGANG_PAYMENT_URL: 'payment',
        SUGANG_LECTURE_URL: 'http://lecture:8083?x=1',
        SUGANG_MYPAGE_URL: 'http://mypage-0:8084,,http://mypage-1:8084',
        SUGANG_UPSTREAM_TIMEOUT_MS: 'soon',
        SUGANG_TRUSTED_PROXIES: '-1',
      }),
    ).toEqual([
      `SUGANG_PAYMENT_URL: ${ADDRESSES}`,
      `SUGANG_LECTURE_URL: ${ADDRESSES}`,
      `SUGANG_MYPAGE_URL: ${ADDRESSES}`,
      'SUGANG_UPSTREAM_TIMEOUT_MS: must be a whole number from 10 to 600000',
      'SUGANG_TRUSTED_PROXIES: must be a whole number from 0 to 10',
    ]);
  });
});
