import type { DiscoveryTally, ProbeAnswer, ProbeInterface } from '../../src/devices/ws-discovery/index.js';
import { SightingBook } from '../../src/discovery/app/sighting-book.js';
import { allowanceOf } from '../../src/discovery/domain/allowance.js';
import { describeWith } from '../needs.js';
import { TwoWires } from './namespaces/link.js';

interface Result {
  readonly answers: readonly ProbeAnswer[];
  readonly tally: DiscoveryTally;
}

const FIRST: ProbeInterface = { name: 'near0', address: '10.77.0.1', family: 'ipv4' };
const SECOND: ProbeInterface = { name: 'near1', address: '10.78.0.1', family: 'ipv4' };
const FIRST_IPV6: ProbeInterface = { name: 'near0', address: 'fd77::1', family: 'ipv6' };

describeWith('namespaces', 'a probe to everybody on a wire', () => {
  let wires: TwoWires;

  beforeAll(async () => {
    wires = TwoWires.lay();
    await wires.startFar('far-devices.ts');
  }, 30_000);

  afterAll(() => wires?.remove());

  const ask = (interfaces: readonly ProbeInterface[], sourcePort = 0): Result =>
    wires.runNear<Result>('near-search.ts', { interfaces, sourcePort });
  const endpointsOf = ({ answers }: Result): string[] =>
    [
      ...new Set(answers.flatMap(({ matches }) => matches.map(({ endpoint }) => endpoint.slice(-1)))),
    ].toSorted();

  it('reaches those on the chosen card, and nobody on the other', () => {
    expect(endpointsOf(ask([FIRST]))).toEqual(['1', '2', '3']);
    expect(endpointsOf(ask([SECOND]))).toEqual(['1']);
  }, 30_000);

  it('on two cards from one fixed port finds each device, at the address that answered', () => {
    const { answers, tally } = ask([FIRST, SECOND], 23_799);
    const book = new SightingBook(allowanceOf(['10.0.0.0/8']));
    for (const { from, matches } of answers) {
      const endpoints = matches.map(({ endpoint, xaddrs, types, scopes }) => ({
        endpoint,
        claimed: xaddrs,
        said: { types, scopes },
      }));
      book.noteAnswer({ from: from.address, endpoints }, 'multicast');
    }
    expect(tally).toMatchObject({ unopened: [], unsent: 0 });
    expect(
      book
        .all()
        .map(({ endpoint, address }) => `${endpoint!.slice(-1)} ${address.host}`)
        .toSorted(),
    ).toEqual([expect.stringMatching(/^1 10\.7[78]\.0\.11$/), '2 10.77.0.12', '3 10.77.0.13']);
    expect(book.all().every(({ isDirect, address }) => isDirect && address.port === 80)).toBe(true);
  }, 30_000);

  it('reaches those on the wire over IPv6', () => {
    const result = ask([FIRST_IPV6]);
    expect(endpointsOf(result)).toEqual(['1']);
    expect(result.answers[0]!.matches[0]!.xaddrs.map(({ host }) => host)).toContain('fd77::11');
  }, 30_000);
});
