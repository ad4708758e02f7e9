import { h264, sdpOf } from './testing/nal-units.js';
import { rtpOf, senderReport } from './testing/rtp.js';
import type { Behaviour, Behaviours } from './testing/rtsp-test-server.js';
import { describes, faultOf, plays, sampleFrom, type SamplingOptions } from './testing/sampling.js';

const answers =
  (status: number, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  (_request, reply) =>
    reply.send(status, headers);
const silent: Behaviour = () => {};
const hangsUp: Behaviour = (_request, reply) => reply.close();
const says =
  (bytes: Buffer | string): Behaviour =>
  (_request, reply) =>
    reply.raw(bytes);

const interPictures = rtpOf([{ payloads: [h264.p()] }, { payloads: [h264.p()] }]);
/** Each gives up one wait alone soon: on a busy machine the others would end first. */
const NO_ANSWER = { answerTimeoutMs: 60 };
const NO_PACKET = { firstPacketTimeoutMs: 60 };
const NO_KEY = { keyPictureTimeoutMs: 400 };

describe('what breaks a sample', () => {
  const cases: readonly [what: string, fault: string, behaviours: Behaviours, options?: SamplingOptions][] = [
    ['453 to SETUP', 'stream-busy', { SETUP: answers(453) }],
    ['453 to PLAY', 'stream-busy', { PLAY: answers(453) }],
    ['404 to DESCRIBE', 'stream-not-found', { DESCRIBE: answers(404) }],
    ['461 to TCP and to UDP', 'stream-transport', { SETUP: answers(461) }],
    [
      '461 to TCP where only TCP may be used',
      'stream-transport',
      { SETUP: answers(461) },
      { transport: 'tcp' },
    ],
    ['403', 'stream-error', { DESCRIBE: answers(403) }],
    ['500', 'stream-error', { DESCRIBE: answers(500) }],
    ['a redirect', 'stream-error', { DESCRIBE: answers(302, { Location: 'rtsp://127.0.0.1:1/' }) }],
    ['a silent DESCRIBE', 'stream-timeout', { DESCRIBE: silent }, { limits: NO_ANSWER }],
    ['half an answer', 'stream-timeout', { DESCRIBE: says('RTSP/1.0 200 OK\r\nCSe') }, { limits: NO_ANSWER }],
    [
      'an answer of another protocol',
      'stream-garbled',
      { DESCRIBE: says('HTTP/1.1 400 Bad Request\r\n\r\n') },
    ],
    [
      'a greeting of another protocol',
      'stream-garbled',
      { CONNECT: says('SSH-2.0-dropbear_2017.75\r\n'), DESCRIBE: silent },
    ],
    ['binary noise', 'stream-garbled', { DESCRIBE: says(Buffer.from([1, 0xfe, 0x99, 7])) }],
    [
      'a Content-Length that is no number',
      'stream-garbled',
      { DESCRIBE: answers(200, { 'content-length': '-5' }) },
    ],
    [
      'an answer without a session description',
      'stream-garbled',
      { DESCRIBE: describes('<html>hello</html>') },
    ],
    [
      'a header line without end',
      'stream-too-large',
      { DESCRIBE: says(`RTSP/1.0 200 OK\r\nX: ${'x'.repeat(40_000)}`) },
    ],
    ['a long header line', 'stream-too-large', { DESCRIBE: answers(200, { X: 'x'.repeat(5_000) }) }],
    [
      'too many headers',
      'stream-too-large',
      { DESCRIBE: says(`RTSP/1.0 200 OK\r\n${'X: 1\r\n'.repeat(100)}\r\n`) },
    ],
    [
      'an endless session description',
      'stream-too-large',
      { DESCRIBE: says('RTSP/1.0 200 OK\r\nContent-Length: 1073741824\r\n\r\nv=0') },
    ],
    ['a connection closed at once', 'stream-closed', { CONNECT: hangsUp }],
    ['a connection closed instead of an answer', 'stream-closed', { DESCRIBE: hangsUp }],
    [
      'a session description with audio alone',
      'no-media',
      { DESCRIBE: describes(sdpOf(['m=audio 0 RTP/AVP 8'])) },
    ],
    [
      'a codec that nobody decodes',
      'codec-unsupported',
      { DESCRIBE: describes(sdpOf(['m=video 0 RTP/AVP 96', 'a=rtpmap:96 SVAC/90000'])) },
    ],
    ['PLAY and then nothing', 'stream-no-packets', {}, { limits: NO_PACKET }],
    [
      'PLAY and then RTCP alone',
      'stream-no-packets',
      { PLAY: plays([senderReport()], 1) },
      { limits: NO_PACKET },
    ],
    [
      'RTCP on the channel of the media',
      'stream-no-packets',
      { PLAY: plays([senderReport()]) },
      { limits: NO_PACKET },
    ],
    [
      'more bytes than allowed',
      'stream-too-large',
      { PLAY: plays(rtpOf([{ payloads: [h264.p(9_000)] }])) },
      { limits: { maxBytes: 8_000 } },
    ],
  ];

  it.each(cases)('calls %s %s on the stream rung', async (...[, fault, behaviours, options]) => {
    const sampled = await sampleFrom(behaviours, options);

    expect(faultOf(sampled)).toBe(fault);
    expect(sampled.report.stream.ok).toBe(false);
    expect(sampled.report.frame).toBeNull();
    expect(sampled.report.loginRejected).toBe(false);
  });

  const endsAfter: Behaviour = (request, reply) => {
    plays(interPictures)(request, reply);
    reply.close();
  };
  const unreadable = rtpOf([{ payloads: [Buffer.from([0x1f, 1, 2]), Buffer.from([0x1f, 3])] }]);
  const huge = rtpOf([{ payloads: [h264.idr(9_000)] }]);

  const lateCases: readonly [string, string, Behaviours, SamplingOptions?][] = [
    ['pictures, none of them key', 'no-key-frame', { PLAY: plays(interPictures) }, { limits: NO_KEY }],
    [
      'a key picture without parameter sets',
      'no-key-frame',
      { DESCRIBE: describes(sdpOf(h264.sdp)), PLAY: plays(rtpOf([{ payloads: [h264.idr()] }])) },
      { limits: NO_KEY },
    ],
    ['a stream that ends before a key picture', 'stream-closed', { PLAY: endsAfter }],
    ['payloads that nobody can read', 'frame-garbled', { PLAY: plays(unreadable) }, { limits: NO_KEY }],
    [
      'a key picture without measure',
      'stream-too-large',
      { PLAY: plays(huge) },
      { limits: { maxPictureBytes: 5_000 } },
    ],
  ];

  it.each(lateCases)('calls %s %s on the frame rung', async (...[, fault, behaviours, options]) => {
    const sampled = await sampleFrom(behaviours, options);

    expect(faultOf(sampled)).toBe(fault);
    expect(sampled.report.stream.ok).toBe(true);
    expect(sampled.report.packets).toBeGreaterThan(0);
  });

  it('gives the session back when it gives up', async () => {
    const { camera } = await sampleFrom({ PLAY: plays(interPictures) }, { limits: NO_KEY });

    expect(camera.methods()).toEqual(['DESCRIBE', 'SETUP', 'PLAY', 'TEARDOWN']);
    expect(camera.request('TEARDOWN').headers['session']).toBe('4711');
  });
});
