import { BlockList, isIP, type LookupFunction } from 'node:net';
import { lookup, type LookupAddress } from 'node:dns';
import { PenstockError } from '@penstock/kernel';

/** Addresses that do not belong to the public internet: the platform's own network, and ways to spell it in IPv6. */
const notPublicIpv4 = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12],
  ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15],
  ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) {
  notPublicIpv4.addSubnet(network, prefix, 'ipv4');
}
/** A list of its own: in a shared one, the rule for mapped addresses would match every IPv4 address. */
const notPublicIpv6 = new BlockList();
for (const [network, prefix] of [
  ['::', 96], // unspecified, loopback and IPv4-compatible
  ['::ffff:0:0', 96], // IPv4-mapped
  ['64:ff9b::', 96], // NAT64
  ['64:ff9b:1::', 48], // NAT64, local use
  ['100::', 64], ['2001::', 32], // discard, Teredo
  ['2001:db8::', 32], ['2002::', 16], // documentation, 6to4
  ['fc00::', 7], ['fe80::', 10], ['fec0::', 10], ['ff00::', 8],
] as const) {
  notPublicIpv6.addSubnet(network, prefix, 'ipv6');
}

/** Cloud metadata services hand out credentials to whoever asks: no connection may ever be allowed to reach them. */
const metadataServices = new Set(['169.254.169.254', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', 'fd00:ec2::254']);

export class BlockedAddress extends PenstockError<'HTTP_ADDRESS_BLOCKED'> {
  constructor(host: string) {
    super('HTTP_ADDRESS_BLOCKED', `${host} is not an address on the public internet`);
  }
}

export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !notPublicIpv4.check(address, 'ipv4');
  return family === 6 && !notPublicIpv6.check(address, 'ipv6');
}

export function isAllowedAddress(address: string, allowPrivate: boolean): boolean {
  if (metadataServices.has(address.toLowerCase())) return false;
  return allowPrivate || isPublicAddress(address);
}

/**
 * A DNS look-up for `net.connect` that checks every answer. The socket connects to the very addresses that were
 * checked, so that a name which changes its answer in between (DNS rebinding) gains nothing.
 */
export function createGuardedLookup(allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const [first] = addresses;
      if (!first || addresses.some(({ address }) => !isAllowedAddress(address, allowPrivate))) {
        return callback(new BlockedAddress(hostname) as NodeJS.ErrnoException, '', 0);
      }
      answerLookup(callback, options.all === true, addresses, first);
    });
  };
}

// eslint-disable-next-line max-params -- the shape of node's look-up callback
function answerLookup(
  callback: Parameters<LookupFunction>[2],
  all: boolean,
  addresses: readonly LookupAddress[],
  first: LookupAddress,
): void {
  if (all) callback(null, [...addresses]);
  else callback(null, first.address, first.family);
}
