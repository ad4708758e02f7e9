import { createSocket } from 'node:dgram';
import { type ProbeAnswer, WsDiscovery } from './index.js';
import { Answerer } from './testing/answerer.js';
import { answerXml } from './testing/answer-xml.js';

const PORT = 23_702;
/** Longer than what is busy may take to answer. */
const PATIENT = { sourcePort: 0, listenMs: 2_000, port: PORT };
const FAST = { sourcePort: 0, listenMs: 300, port: PORT };
const never = new AbortController().signal;
const endpointOf = (n: number): string => `a1b2c3d4-0000-1000-8000-${String(n).padStart(12, '0')}`;
const open: Answerer[] = [];

async function answerer(n: number, reply: Parameters<typeof Answerer.open>[2]): Promise<string> {
  const one = await Answerer.open(`127.81.0.${n}`, PORT, reply);
  open.push(one);
  return one.host;
}

const honest = (n: number) => (_probe: string, relatesTo: string) => [
  answerXml({ relatesTo, endpoint: endpointOf(n) }),
];

async function search(hosts: readonly string[], options = FAST) {
  const answers: ProbeAnswer[] = [];
  const plan = { interfaces: [], hosts, perSecond: 10_000 };
  const tally = await new WsDiscovery(options).search(plan, (one) => void answers.push(one), never);
  const endpoints = answers.flatMap(({ matches }) => matches.map(({ endpoint }) => endpoint));
  return { answers, tally, endpoints: [...new Set(endpoints)].toSorted() };
}

describe('WsDiscovery', () => {
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });

  it('sends two variants without a blank between tags, and asks nobody again who answered', async () => {
    const host = await answerer(1, honest(1));
    const { tally } = await search([host]);
    const [{ heard }] = open as [Answerer];
    expect(heard.map((probe) => probe.includes('NetworkVideoTransmitter'))).toContain(true);
    expect(heard.every((probe) => !/>\s+</.test(probe))).toBe(true);
    expect(heard.length).toBeLessThanOrEqual(2);
    expect(tally).toMatchObject({ garbled: 0, notOurs: 0, unopened: [] });
  });

  it('finds a device that answers only the probe without a type, and one that wants the type', async () => {
    const hosts = [
      await answerer(1, (probe, id) => (probe.includes('Types') ? [] : honest(1)(probe, id))),
      await answerer(2, (probe, id) => (probe.includes('Types') ? honest(2)(probe, id) : [])),
    ];
    expect((await search(hosts)).endpoints).toEqual([endpointOf(1), endpointOf(2)]);
  });

  it('asks a second time, because datagrams get lost', async () => {
    let lost = 2;
    const host = await answerer(1, (probe, id) => ((lost -= 1) >= 0 ? [] : honest(1)(probe, id)));
    expect((await search([host])).endpoints).toEqual([endpointOf(1)]);
  });

  it('goes on among noise, bombs, strangers and floods, and counts them', async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>';
    const hosts = [
      await answerer(1, () => [Buffer.alloc(0), Buffer.from([255, 0, 254]), bomb, '<a>'.repeat(9_000)]),
      await answerer(2, () => [answerXml({ relatesTo: 'urn:uuid:00000000-0000-0000-0000-000000000000' })]),
      await answerer(3, (_probe, relatesTo) =>
        Array.from({ length: 400 }, (_, n) => answerXml({ relatesTo, endpoint: endpointOf(1_000 + n) })),
      ),
      await answerer(4, honest(4)),
    ];
    const { tally, endpoints } = await search(hosts, PATIENT);
    expect(endpoints).toContain(endpointOf(4));
    expect(tally.garbled).toBeGreaterThanOrEqual(8);
    expect(tally.notOurs).toBeGreaterThanOrEqual(2);
    expect(endpoints.filter((one) => one >= endpointOf(1_000)).length).toBeLessThanOrEqual(256);
    expect(tally.overLimit).toBeGreaterThan(0);
  });

  it('sends from a fixed port where one is set, and says so where it is taken by another program', async () => {
    const host = await answerer(1, honest(1));
    await search([host], { ...FAST, sourcePort: 23_703 });
    expect(open[0]!.callers.map(({ port }) => port)).toEqual(open[0]!.callers.map(() => 23_703));
    const other = createSocket('udp4');
    await new Promise<void>((resolve) => other.bind(23_704, '0.0.0.0', resolve));
    const { tally } = await search([host], { ...FAST, sourcePort: 23_704 });
    other.close();
    expect(tally.unopened).toEqual([expect.stringContaining('EADDRINUSE')]);
  });

  it('counts what the system would not send, and goes on', async () => {
    const host = await answerer(1, honest(1));
    const { tally, endpoints } = await search(['255.255.255.255', host]);
    expect(tally.unsent).toBeGreaterThan(0);
    expect(endpoints).toEqual([endpointOf(1)]);
  });

  it('keeps to its pace', async () => {
    const hosts = Array.from({ length: 10 }, (_, n) => `127.81.1.${n + 1}`);
    const startedAt = performance.now();
    await new WsDiscovery({ ...FAST, listenMs: 2 }).search(
      { interfaces: [], hosts, perSecond: 100 },
      () => {},
      never,
    );
    expect(performance.now() - startedAt).toBeGreaterThan(350);
  });

  it('stops at once when it is told to, with the reason it was given', async () => {
    const stop = new AbortController();
    const plan = { interfaces: [], hosts: ['127.81.1.1'], perSecond: 10 };
    const searching = new WsDiscovery({ ...FAST, listenMs: 60_000 }).search(plan, () => {}, stop.signal);
    setImmediate(() => stop.abort(new Error('enough')));
    await expect(searching).rejects.toThrow('enough');
  });
});
