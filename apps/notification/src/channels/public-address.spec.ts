import { describe, expect, it } from '@jest/globals';
import type { LookupAddress } from 'node:dns';
import { Undeliverable } from '../ports/channel.js';
import { isPublicAddress, publicLookup, rejectPrivateAddress } from './public-address.js';

describe('isPublicAddress', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '2001:db8::1',
    '2002:7f00:1::',
    'localhost',
  ])('treats %s as not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['8.8.8.8', '172.32.0.1', '192.167.0.1', '2606:4700:4700::1111', '2404:6800:4004::200e'])(
    'treats %s as public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data/',
  ])('rejects %s, whatever the notation of the address', (url) => {
    expect(() => rejectPrivateAddress(new URL(url))).toThrow(Undeliverable);
  });

  it('leaves a host name to the check at connection time', () => {
    expect(() => rejectPrivateAddress(new URL('https://example.org/'))).not.toThrow();
  });
});

describe('publicLookup', () => {
  const resolvesTo = (...addresses: string[]) =>
    publicLookup((_host, _options, done) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
    );
  const connects = (lookup: ReturnType<typeof publicLookup>, all: boolean) =>
    new Promise<string | LookupAddress[]>((resolve, reject) => {
      lookup('example.org', { all }, (error, address) => (error ? reject(error) : resolve(address)));
    });

  it('connects to the addresses that it checked', async () => {
    expect(await connects(resolvesTo('8.8.8.8'), false)).toBe('8.8.8.8');
    expect(await connects(resolvesTo('8.8.8.8', '2606:4700::1111'), true)).toHaveLength(2);
  });

  it('rejects a name with an address that is not public, and a name without addresses', async () => {
    for (const lookup of [resolvesTo('10.0.0.1'), resolvesTo('8.8.8.8', '127.0.0.1'), resolvesTo()]) {
      await expect(connects(lookup, true)).rejects.toThrow(Undeliverable);
    }
  });

  it('reports a name that cannot be resolved as an error that can be retried', async () => {
    const failing = publicLookup((_host, _options, done) => done(new Error('ENOTFOUND'), []));
    await expect(connects(failing, true)).rejects.toThrow('ENOTFOUND');
    await expect(connects(failing, true)).rejects.not.toThrow(Undeliverable);
  });
});
