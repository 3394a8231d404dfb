import { describe, expect, it } from '@jest/globals';
import { InvalidSettings } from '#platform';
import { PaymentSettings } from './settings.js';

const read = (env: Record<string, string>) => PaymentSettings.load(env);

describe('PaymentSettings', () => {
  it('default to a provider with a latency of 20 ms and no failures', () => {
    expect(read({})).toMatchObject({
      SUGANG_PROVIDER_LATENCY_MS: { fromMs: 20, toMs: 20 },
      SUGANG_PROVIDER_FAILURE_RATE: 0,
    });
  });

  it('accept a latency as a number or as a range', () => {
    const latency = (value: string) => read({ SUGANG_PROVIDER_LATENCY_MS: value }).SUGANG_PROVIDER_LATENCY_MS;

    expect(latency('0')).toEqual({ fromMs: 0, toMs: 0 });
    expect(latency('400-620')).toEqual({ fromMs: 400, toMs: 620 });
  });

  it.each(['-5', '620-400', '1.5', '400 - 620', '10-20-30', '60001', 'fast', '9'.repeat(400)])(
    'reject the latency %s and name the variable',
    (value) => {
      expect(() => read({ SUGANG_PROVIDER_LATENCY_MS: value })).toThrow(
        'SUGANG_PROVIDER_LATENCY_MS: must be milliseconds up to 60000, such as 20 or 400-620',
      );
    },
  );

  it.each(['1.1', '-0.1', 'half'])('reject the failure rate %s', (value) => {
    expect(() => read({ SUGANG_PROVIDER_FAILURE_RATE: value })).toThrow('must be a number from 0 to 1');
  });

  it('require a claim that outlasts the call to the provider that is made under it', () => {
    const claimed = (timeout: string, claim: string) =>
      read({ SUGANG_PROVIDER_TIMEOUT_MS: timeout, SUGANG_PROVIDER_CLAIM_MS: claim });
    const tooShort = 'SUGANG_PROVIDER_CLAIM_MS: must be at least 2000 longer than SUGANG_PROVIDER_TIMEOUT_MS';

    expect(() => claimed('13001', '15000')).toThrow(tooShort);
    expect(() => read({ SUGANG_PROVIDER_TIMEOUT_MS: '20000' })).toThrow(tooShort);
    expect(() => claimed('fast', '15000')).toThrow(/^invalid settings\n {2}SUGANG_PROVIDER_TIMEOUT_MS: [^\n]*$/);
    expect(claimed('13000', '15000').SUGANG_PROVIDER_CLAIM_MS).toBe(15_000);
  });

  it('require a card token key if the store is a server', () => {
    const server = { DATABASE_URL: 'mysql://db.example' };
    const key = Buffer.alloc(32, 7).toString('base64');

    expect(() => read(server)).toThrow('SUGANG_PAYMENT_TOKEN_KEY: is required with this DATABASE_URL');
    expect(read({ ...server, SUGANG_PAYMENT_TOKEN_KEY: key }).SUGANG_PAYMENT_TOKEN_KEY).toBe(key);
  });

  it('require the key of a payment provider that is not simulated', () => {
    expect(() => read({ SUGANG_PROVIDER: 'stripe' })).toThrow(
      'SUGANG_PROVIDER_KEY: is required with this SUGANG_PROVIDER',
    );
    expect(() => read({ SUGANG_PROVIDER: 'cash' })).toThrow('SUGANG_PROVIDER');
    expect(read({ SUGANG_PROVIDER: 'toss', SUGANG_PROVIDER_KEY: 'test_sk_1' }).SUGANG_PROVIDER).toBe('toss');
  });

  it('report every invalid variable at once', () => {
    const faulty = {
      SUGANG_PROVIDER_LATENCY_MS: 'fast',
      SUGANG_PROVIDER_FAILURE_RATE: '2',
      DATABASE_URL: 'mysql://db',
    };

    expect(() => read(faulty)).toThrow(/_LATENCY_MS: .*\n.*_FAILURE_RATE: .*\n.*_TOKEN_KEY: is required/);
  });

  it('report an invalid key once', () => {
    const wrong = { SUGANG_PAYMENT_TOKEN_KEY: 'short', DATABASE_URL: 'mysql://db' };

    expect(() => read(wrong)).toThrow(
      /^invalid settings\n {2}SUGANG_PAYMENT_TOKEN_KEY: must be 32 random bytes[^\n]*$/,
    );
  });

  it('never show the value of an invalid key', () => {
    const secret = 'c2VjcmV0';

    expect(() => read({ SUGANG_PAYMENT_TOKEN_KEY: secret })).toThrow(InvalidSettings);
    expect(() => read({ SUGANG_PAYMENT_TOKEN_KEY: secret })).not.toThrow(new RegExp(secret));
  });
});
