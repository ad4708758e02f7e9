import { annexB, h264 } from './testing/nal-units.js';
import { H264_WIRE } from './testing/packetize.js';
import { rtpOf, senderReport } from './testing/rtp.js';
import type { Behaviour } from './testing/rtsp-test-server.js';
import { describes, faultOf, H264_SDP, plays, sampleFrom } from './testing/sampling.js';

const { sps, pps, idr, p } = h264;
const picture = annexB(sps, pps, idr(900));
const sent = rtpOf([
  { payloads: [p()] },
  { payloads: H264_WIRE.fragments(idr(900), [200, 200, 200]) },
  { payloads: [p()] },
]);

/** Answers 461 to one transport and takes the other. */
const takesOnly =
  (kind: 'tcp' | 'udp'): Behaviour =>
  ({ headers }, reply) => {
    const wanted = headers['transport']!;
    if (wanted.includes('TCP') !== (kind === 'tcp')) return reply.send(461);
    reply.send(200, { Transport: `${wanted};server_port=6970-6971`, Session: '9;timeout=60' });
  };

const sendsDatagrams =
  (packets: readonly Buffer[], from?: string): Behaviour =>
  (_request, reply) => {
    reply.send(200);
    void (async () => {
      for (const packet of packets) await reply.datagram(packet, from);
    })();
  };

const grantsUdp: Behaviour = ({ headers }, reply) => {
  const transport = headers['transport']!;
  reply.send(200, { Transport: transport.includes('TCP') ? 'RTP/AVP;unicast' : transport, Session: '9' });
};

const choosesChannel6: Behaviour = (_request, reply) =>
  reply.send(200, { Transport: 'RTP/AVP/TCP;unicast;interleaved=6-7', Session: '9' });

const playsOnChannel6: Behaviour = (_request, reply) => {
  reply.send(200);
  reply.packet(senderReport(), 7);
  for (const packet of rtpOf([{ payloads: [idr(50)] }])) reply.packet(packet, 0);
  for (const packet of sent) reply.packet(packet, 6);
};

const playsTooEarly: Behaviour = (_request, reply) => {
  for (const packet of sent) reply.packet(packet);
  reply.send(200);
};

const withControl = (control: string): string => H264_SDP.replace('a=control:track1', `a=control:${control}`);

describe('transport', () => {
  it('is TCP first, then UDP where the camera answers 461', async () => {
    const { report, camera } = await sampleFrom({ SETUP: takesOnly('udp'), PLAY: sendsDatagrams(sent) });

    expect(report.frame).toMatchObject({ ok: true, value: { bytes: picture } });
    expect(report.stream).toMatchObject({ ok: true, value: { transport: 'udp' } });
    const asked = camera.requests
      .filter(({ method }) => method === 'SETUP')
      .map(({ headers }) => headers['transport']!);
    expect(asked[0]).toBe('RTP/AVP/TCP;unicast;interleaved=0-1');
    const [, rtp, rtcp] = /client_port=(\d+)-(\d+)$/.exec(asked[1]!)!.map(Number);
    expect(rtp! % 2).toBe(0);
    expect(rtcp).toBe(rtp! + 1);
  });

  it('is UDP where a camera grants UDP to a wish for TCP', async () => {
    const { report } = await sampleFrom({ SETUP: grantsUdp, PLAY: sendsDatagrams(sent) });

    expect(report.stream).toMatchObject({ ok: true, value: { transport: 'udp' } });
  });

  it.each(['tcp', 'udp'] as const)('is %s alone where the target says so', async (transport) => {
    const other = transport === 'tcp' ? 'udp' : 'tcp';
    const sampled = await sampleFrom({ SETUP: takesOnly(other) }, { transport });

    expect(faultOf(sampled)).toBe('stream-transport');
    expect(sampled.camera.methods().filter((method) => method === 'SETUP')).toHaveLength(1);
  });

  it('puts datagrams back into their order', async () => {
    const [first, a, b, c, d, last] = sent;
    const shuffled = [first!, b!, a!, d!, c!, last!];
    const { report } = await sampleFrom({ PLAY: sendsDatagrams(shuffled) }, { transport: 'udp' });

    expect(report.frame).toMatchObject({ ok: true, value: { bytes: picture } });
    expect(report.lostPackets).toBe(0);
  });

  it('gives a lost datagram up after thirty-two later ones', async () => {
    const others = rtpOf([
      { payloads: H264_WIRE.fragments(idr(900), [300, 300]) },
      ...Array.from({ length: 40 }, () => ({ payloads: [p()] })),
      { payloads: [idr(80)] },
    ]);
    const { report } = await sampleFrom(
      { PLAY: sendsDatagrams(others.filter((_, index) => index !== 1)) },
      { transport: 'udp' },
    );

    expect(report.frame).toMatchObject({ ok: true, value: { bytes: annexB(sps, pps, idr(80)) } });
    expect(report.lostPackets).toBe(1);
  });

  it('takes no datagram from another host', async () => {
    const limits = { firstPacketTimeoutMs: 100, keyPictureTimeoutMs: 200 };
    const sampled = await sampleFrom(
      { PLAY: sendsDatagrams(sent, '127.0.0.66') },
      { transport: 'udp', limits },
    );

    expect(faultOf(sampled)).toBe('stream-no-packets');
  });

  it('limits the bytes of datagrams too', async () => {
    const sampled = await sampleFrom(
      { PLAY: sendsDatagrams(rtpOf([{ payloads: [p(9_000)] }])) },
      { transport: 'udp', limits: { maxBytes: 8_000 } },
    );

    expect(faultOf(sampled)).toBe('stream-too-large');
  });

  it('reads the channel that the server chose, and no other', async () => {
    const { report } = await sampleFrom({ SETUP: choosesChannel6, PLAY: playsOnChannel6 });

    expect(report.frame).toMatchObject({ ok: true, value: { bytes: picture } });
  });

  it('takes packets that overtake the answer to PLAY', async () => {
    const { report } = await sampleFrom({ PLAY: playsTooEarly });

    expect(report.frame?.ok).toBe(true);
  });
});

describe('the request URI', () => {
  const elsewhere = 'rtsp://192.168.199.1:554/live/';

  it.each([
    ['Content-Base on another host', H264_SDP, { 'Content-Base': elsewhere }, `${elsewhere}track1`],
    ['Content-Location on another host', H264_SDP, { 'Content-Location': elsewhere }, `${elsewhere}track1`],
    [
      'an absolute control on another host',
      withControl(`${elsewhere}trackID=1`),
      {},
      `${elsewhere}trackID=1`,
    ],
    ['no base', H264_SDP, {}, '/live/main/track1'],
    ['a base that is no URL', H264_SDP, { 'Content-Base': '/live/' }, '/live/main/track1'],
    ['the control *', withControl('*'), {}, '/live/main'],
  ])('is the words of the camera, on the same connection: %s', async (_what, sdp, headers, expected) => {
    const { report, camera } = await sampleFrom({ DESCRIBE: describes(sdp, headers), PLAY: plays(sent) });

    expect(report.frame?.ok).toBe(true);
    const uri = camera.request('SETUP').uri.replace(/^rtsp:\/\/127\.0\.0\.1:\d+/, '');
    expect(uri).toBe(expected);
  });

  it('keeps a query in front of the track', async () => {
    const { camera } = await sampleFrom({ PLAY: plays(sent) }, { path: '/cam?channel=1&subtype=0' });

    expect(camera.request('DESCRIBE').uri).toMatch(/^rtsp:\/\/127\.0\.0\.1:\d+\/cam\?channel=1&subtype=0$/);
    expect(camera.request('SETUP').uri).toMatch(/\/cam\?channel=1&subtype=0\/track1$/);
  });

  it('lets no path add a line of its own', async () => {
    const { camera } = await sampleFrom({ PLAY: plays(sent) }, { path: '/a b\r\nX-Evil: 1' });

    expect(camera.request('DESCRIBE').headers).not.toHaveProperty('x-evil');
  });
});
