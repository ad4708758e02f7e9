import { isIP, isIPv6 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';

/** What a replica knows of its own address. */
export interface OwnAddress {
  /** As in the configuration: where it listens. */
  readonly host: string;
  readonly port: number;
  /** Of its connection to the database; null where that has none. */
  readonly towardsDatabase: string | null;
  readonly interfaces: readonly NetworkInterfaceInfo[];
}

const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::', '']);

/**
 * Where other replicas reach this one, where no setting says so: at the address it listens on; where that is every one, at
 * the one that reaches the database, for the others reach that, too; where that is on this machine, at its first own one.
 */
export function replicaUrl({ host, port, towardsDatabase, interfaces }: OwnAddress): string {
  return `http://${inUrl(EVERYWHERE.has(host) ? outward(towardsDatabase, interfaces) : host)}:${port}`;
}

function outward(towardsDatabase: string | null, interfaces: readonly NetworkInterfaceInfo[]): string {
  if (towardsDatabase !== null && !isLoopback(towardsDatabase)) return plain(towardsDatabase);
  return interfaces.find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? '127.0.0.1';
}

function isLoopback(address: string): boolean {
  return address === '::1' || plain(address).startsWith('127.');
}

/** `::ffff:10.0.0.5` is 10.0.0.5 on a socket of both families. */
function plain(address: string): string {
  const tail = address.replace(/^::ffff:/i, '');
  return isIP(tail) === 4 ? tail : address;
}

function inUrl(host: string): string {
  return isIPv6(host) ? `[${host.replace('%', '%25')}]` : host;
}
