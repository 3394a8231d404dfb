import { describe, expect, it } from '@jest/globals';
import { nearestPeers, networks, peersWithin } from './trusted-peers.js';

const within = (value: string) => peersWithin(networks.parse(value));

describe('trusted peers', () => {
  it('include a gateway in the configured networks, in every notation of its address', () => {
    const trusted = within('10.1.0.0/16, fd00::/8,192.0.2.7');
    for (const address of ['10.1.2.3', '::ffff:10.1.2.3', 'fd12::1', '192.0.2.7'])
      expect(trusted(address, 0)).toBe(true);
    for (const address of ['10.2.0.1', '192.0.2.8', '2001:db8::1', 'nonsense', ''])
      expect(trusted(address, 0)).toBe(false);
  });

  it('include only the directly connected peer, because a client may be in the same network', () => {
    expect(within('10.0.0.0/8')('10.1.2.3', 1)).toBe(false);
  });

  it('include the configured number of proxies', () => {
    expect([0, 1, 2].map((hop) => nearestPeers(2)('10.1.2.3', hop))).toEqual([true, true, false]);
    expect(nearestPeers(0)('127.0.0.1', 0)).toBe(false);
  });

  it.each(['10.0.0.0/33', 'gateway', '10.0.0', '10.0.0.0/8,', 'fd00::/129', '10.0.0.0/-1'])(
    'reject the invalid networks %j',
    (value) => {
      expect(networks.safeParse(value).error?.issues[0]?.message).toBe('must be networks such as 10.0.0.0/8,fd00::/8');
    },
  );
});
