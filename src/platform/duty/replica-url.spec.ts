import type { NetworkInterfaceInfo } from 'node:os';
import { replicaUrl } from './replica-url.js';

const of = (address: string, internal = false): NetworkInterfaceInfo =>
  ({ address, internal, family: address.includes(':') ? 'IPv6' : 'IPv4' }) as NetworkInterfaceInfo;
const INTERFACES = [of('127.0.0.1', true), of('fe80::1'), of('10.0.0.9')];

describe('where replicas reach each other', () => {
  it.each([
    ['where it listens', '10.0.0.5', '10.1.0.5', INTERFACES, 'http://10.0.0.5:8680'],
    ['where it listens, over IPv6', 'fd00::5', null, INTERFACES, 'http://[fd00::5]:8680'],
    ['on one machine, where it listens', '127.0.0.1', '127.0.0.1', INTERFACES, 'http://127.0.0.1:8680'],
    ['where it reaches the database', '0.0.0.0', '10.1.0.5', INTERFACES, 'http://10.1.0.5:8680'],
    ['the same from a socket of both families', '::', '::ffff:10.1.0.5', INTERFACES, 'http://10.1.0.5:8680'],
    ['beside the database: at its own address', '0.0.0.0', '127.0.0.1', INTERFACES, 'http://10.0.0.9:8680'],
    ['over a Unix socket: at its own address', '0.0.0.0', null, INTERFACES, 'http://10.0.0.9:8680'],
    ['without any network: on this machine', '0.0.0.0', '::1', [], 'http://127.0.0.1:8680'],
  ])('is %s', (_, host, towardsDatabase, interfaces, url) => {
    expect(replicaUrl({ host, port: 8680, towardsDatabase, interfaces })).toBe(url);
  });
});
