import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/** Whether to trust the `X-Forwarded-For` of the peer at `address`; `hop` 0 is the directly connected peer. */
export type TrustedPeers = (address: string, hop: number) => boolean;

const NETWORK = /^([\da-fA-F.:]+)(?:\/(\d{1,3}))?$/;

/** A variable with networks or single addresses, such as `10.0.0.0/8,fd00::/8`. */
export const networks = z.string().transform((value, context): BlockList => {
  const list = new BlockList();
  for (const each of value.split(',')) {
    if (!add(list, each.trim())) {
      context.addIssue('must be networks such as 10.0.0.0/8,fd00::/8');
      return z.NEVER;
    }
  }
  return list;
});

function add(list: BlockList, network: string): boolean {
  const [, address = '', bits] = NETWORK.exec(network) ?? [];
  const version = isIP(address);
  const most = version === 6 ? 128 : 32;
  if (version === 0 || Number(bits ?? most) > most) return false;
  list.addSubnet(address, Number(bits ?? most), version === 6 ? 'ipv6' : 'ipv4');
  return true;
}

/** Trusts the directly connected peer if it is in these networks. Our gateway passes on no other forwarders. */
export const peersWithin =
  (list: BlockList): TrustedPeers =>
  (address, hop) =>
    hop === 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

export const nearestPeers =
  (count: number): TrustedPeers =>
  (_address, hop) =>
    hop < count;
