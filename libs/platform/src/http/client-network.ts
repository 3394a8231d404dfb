import { isIPv4 } from 'node:net';
import rateLimit from '@fastify/rate-limit';

/** What one client controls: an IPv4 address, or the /64 of an IPv6 address; an IPv4-mapped address counts as IPv4. */
export const networkOf = (address: string, ipv6Bits = 64): string => rateLimit.normalizeIP(address, ipv6Bits);

/** What one site or one provider's customer controls at most: the /24 of an IPv4 address, or the /48 of an IPv6 address. */
export function siteOf(address: string): string {
  const network = networkOf(address, 48);
  return isIPv4(network) ? network.slice(0, network.lastIndexOf('.')) : network;
}
