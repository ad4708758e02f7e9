import ipaddr from 'ipaddr.js';

/** How many addresses a network has that can be a device's; a plain number, `Infinity` beyond 2^53. */
export function addressCount(network: string): number {
  const [address, prefix] = ipaddr.parseCIDR(network);
  const all = 2 ** (address.toByteArray().length * 8 - prefix);
  return all - edgesOf(address.kind(), all);
}

/** Every address of a network, in order, made as it is asked for. Of IPv4 not the network's own and not the broadcast. */
export function* addressesIn(network: string): Generator<string> {
  const [address, prefix] = ipaddr.parseCIDR(network);
  const kind = address.kind();
  const bits = address.toByteArray().length * 8;
  const size = 2n ** BigInt(bits - prefix);
  const base = (toNumber(address.toByteArray()) / size) * size;
  const edges = BigInt(edgesOf(kind, Number(size)) / 2);
  for (let at = base + edges; at < base + size - edges; at += 1n) yield toAddress(at, bits / 8);
}

/** The network's own address and its broadcast; a network of one or two has neither. */
function edgesOf(kind: string, size: number): number {
  return kind === 'ipv4' && size > 2 ? 2 : 0;
}

function toNumber(bytes: readonly number[]): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function toAddress(number: bigint, length: number): string {
  const bytes = Array.from({ length }, (_, index) =>
    Number((number >> BigInt(8 * (length - 1 - index))) & 255n),
  );
  return ipaddr.fromByteArray(bytes).toString();
}
