import { describe, expect, it } from '@jest/globals';
import { Email } from './account.js';

describe('an e-mail address', () => {
  it.each([
    'mina@sugang.dev',
    'mina@xn--3e0b707e.xn--3e0b707e',
    'mina@한국.kr',
    'o!neill&co/a=b@example.org',
    '김미나@example.org',
    `${'a'.repeat(64)}@example.org`,
    `mina@${'a'.repeat(63)}.org`,
  ])('is accepted as %s', (address) => {
    expect(Email.safeParse(address).success).toBe(true);
  });

  it.each([
    'mina',
    'mina@',
    '@example.org',
    'mina@example',
    'a@example-.kr',
    'a@-example.kr',
    'a..b@example.org',
    `${'a'.repeat(70)}@example.org`,
    `mina@${'a'.repeat(64)}.org`,
    'Mina <mina@example.org>',
    'mina@example.org\nbcc: joon@example.org',
  ])('is rejected as %j', (address) => {
    expect(Email.safeParse(address).success).toBe(false);
  });

  it('is trimmed and lower-cased', () => {
    expect(Email.parse('  Mina@Sugang.DEV\n')).toBe('mina@sugang.dev');
  });
});
