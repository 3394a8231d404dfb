import { describe, expect, it } from '@jest/globals';
import { networkOf, siteOf } from './client-network.js';

describe('the network of a client', () => {
  it('is the IPv4 address itself, also in its IPv6 form', () => {
    expect(['203.0.113.7', '::ffff:203.0.113.7'].map(networkOf)).toEqual(['203.0.113.7', '203.0.113.7']);
  });

  it('is the /64 of an IPv6 address', () => {
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:db8:1:2::1'));
    expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
  });
});

describe('the site of a client', () => {
  it('is the /24 of an IPv4 address and the /48 of an IPv6 address', () => {
    expect(siteOf('203.0.113.7')).toBe(siteOf('::ffff:203.0.113.250'));
    expect(siteOf('203.0.113.7')).not.toBe(siteOf('203.0.114.7'));
    expect(siteOf('2001:db8:1:2::1')).toBe(siteOf('2001:db8:1:ffff::1'));
    expect(siteOf('2001:db8:1::1')).not.toBe(siteOf('2001:db8:2::1'));
  });
});
