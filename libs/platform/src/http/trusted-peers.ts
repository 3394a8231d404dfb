import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/** Says whether the peer at `address` is believed about whom it forwards for; `hop` 0 is the other end of the connection. */
export type TrustedPeers = (address: string, hop: number) => boolean;

const NETWORK = /^([\da-fA-F.:]+)(?:\/(\d{1,3}))?$/;

/** Networks such as `10.0.0.0/8,fd00::/8`, or single addresses. */
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

/** Of a chain of forwarders only the nearest counts: what a gateway passes on has no others in it. */
export const peersWithin =
  (list: BlockList): TrustedPeers =>
  (address, hop) =>
    hop === 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** So many forwarders, wherever they are, each of which adds the address that it was asked from. */
export const nearestPeers =
  (count: number): TrustedPeers =>
  (_address, hop) =>
    hop < count;
