import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { Undeliverable } from '../ports/channel.js';

/** IANA special-purpose addresses: loopback, private and shared networks, link-local (cloud metadata), documentation. */
const SPECIAL_V4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** IANA special-purpose blocks within global unicast: protocol assignments, tunnels that embed another address, documentation. */
const SPECIAL_V6: [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const special = new BlockList();
SPECIAL_V4.forEach(([net, prefix]) => special.addSubnet(net, prefix, 'ipv4'));
SPECIAL_V6.forEach(([net, prefix]) => special.addSubnet(net, prefix, 'ipv6'));
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !special.check(address, 'ipv4');
  return isIP(address) === 6 && globalUnicast.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

const notPublic = () => new Undeliverable('the webhook does not resolve to a public address');

/** @throws Undeliverable for a literal IP address that is not public; host names are checked when they are resolved */
export function rejectPrivateAddress(url: URL): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw notPublic();
}

type Resolved = (error: Error | null, address: string | LookupAddress[], family?: number) => void;
type Resolve = (
  host: string,
  options: LookupOptions & { all: true },
  done: (error: Error | null, all: LookupAddress[]) => void,
) => void;

/** A `lookup` for the connection itself, so that the checked address is the connected one; one private address rejects the name. */
export const publicLookup =
  (resolver: Resolve = resolve) =>
  (host: string, options: LookupOptions, done: Resolved): void => {
    resolver(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, []);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublicAddress(address))) return done(notPublic(), []);
      return options.all ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
