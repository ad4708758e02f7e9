import { BlockList, isIP, isIPv6 } from 'node:net';

/** Which addresses a zone lets a search look at. */
export interface Allowance {
  has(address: string): boolean;
  /** The whole network in CIDR form, inside one of the allowed ones. */
  covers(network: string): boolean;
}

/** Networks that mean this very machine or this very wire: a network around them does not allow them. */
const OWN = ['127.0.0.0/8', '169.254.0.0/16', '::1/128', 'fe80::/10'];
const NO_DEVICE = ['0.0.0.0/8', '224.0.0.0/3', '::/128', 'ff00::/8'];

/**
 * `10.0.0.0/8` allows every address in it. Loopback and link-local addresses are allowed only by a network that lies
 * inside theirs, as `127.60.0.0/16`: `0.0.0.0/0` does not mean one's own machine.
 */
export function allowanceOf(networks: readonly string[]): Allowance {
  const allowed = listOf(networks);
  const allowedOwn = listOf(networks.filter((network) => OWN.some((own) => isInside(network, own))));
  const [own, none] = [listOf(OWN), listOf(NO_DEVICE)];
  const has = (address: string): boolean => {
    if (isIP(address) === 0 || contains(none, address)) return false;
    return contains(contains(own, address) ? allowedOwn : allowed, address);
  };
  const covers = (network: string): boolean =>
    networks.some((outer) => isInside(network, outer)) && has(baseOf(network));
  return { has, covers };
}

/** True where every address of `inner` is one of `outer`. */
export function isInside(inner: string, outer: string): boolean {
  const [base, prefix] = [baseOf(inner), prefixOf(inner)];
  return (
    isIPv6(base) === isIPv6(baseOf(outer)) && prefix >= prefixOf(outer) && contains(listOf([outer]), base)
  );
}

/** True where the address is one of the network's, whatever a zone allows. */
export function networkHolds(network: string, address: string): boolean {
  return isIP(address) > 0 && isInside(address, network);
}

/** Bits of the network; of a plain address all of them. */
export function prefixOf(network: string): number {
  const [address = '', prefix] = network.split('/');
  return prefix === undefined ? (isIPv6(address) ? 128 : 32) : Number(prefix);
}

function baseOf(network: string): string {
  return network.split('/')[0]!;
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks)
    list.addSubnet(baseOf(network), prefixOf(network), isIPv6(baseOf(network)) ? 'ipv6' : 'ipv4');
  return list;
}

function contains(list: BlockList, address: string): boolean {
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
