import type { LivePicture } from './live/live-picture.js';
import { MediaTime } from './live/media-time.js';
import { clientFor, describes, plays, targetOf } from './testing/sampling.js';
import { h264 } from './testing/nal-units.js';
import { rtpOf } from './testing/rtp.js';
import { type Behaviours, RtspTestServer } from './testing/rtsp-test-server.js';

describe('MediaTime', () => {
  it.each([
    ['goes on over the wrap of 32 bits', [0xffff_fff0, 0x10], [0, 0x20]],
    ['takes a step of its own where time stands still or runs back', [900, 900, 100], [0, 3_600, 7_200]],
    ['takes no jump for a pause', [0, 0x4000_0000, 0x4000_0e10], [0, 3_600, 7_200]],
    ['keeps a pause of some seconds', [0, 900_000], [0, 900_000]],
  ])('%s', (_what, timestamps, times) => {
    const time = new MediaTime();
    expect(timestamps.map((timestamp) => time.next(timestamp))).toEqual(times);
  });
});

async function watched(behaviours: Behaviours, limits = {}) {
  const camera = await RtspTestServer.start({ DESCRIBE: describes(), ...behaviours });
  const pictures: LivePicture[] = [];
  const sink = { opened: () => {}, picture: (picture: LivePicture) => void pictures.push(picture) };
  try {
    const end = await clientFor(limits).watch(targetOf(camera.port), sink, new AbortController().signal);
    await camera.whenEmpty();
    return { end, pictures, camera };
  } finally {
    await camera.close();
  }
}

describe('a session that is watched', () => {
  it('ends when the camera floods it', async () => {
    const noise = Buffer.alloc(60_000, 0x55);
    const pour = (reply: Parameters<NonNullable<Behaviours['PLAY']>>[1]): void => {
      const timer = setInterval(() => {
        for (let count = 0; count < 20; count += 1) reply.packet(noise, 3);
      }, 10);
      setTimeout(() => clearInterval(timer), 3_000);
    };
    const { end } = await watched(
      { PLAY: (_request, reply) => (reply.send(200), pour(reply)) },
      { maxBytesPerSecond: 1_000_000 },
    );
    expect(end.fault).toMatchObject({
      code: 'stream-too-large',
      detail: 'The camera sends more than 1000000 bytes a second.',
    });
  }, 20_000);

  it('ends when nothing comes, and hangs up', async () => {
    const { end, camera } = await watched({ PLAY: plays([]) }, { firstPacketTimeoutMs: 300 });
    expect(end).toEqual({
      fault: { code: 'stream-no-packets', detail: 'The camera sends no picture packets any more.' },
      loginRejected: false,
      loginAccepted: false,
    });
    expect(camera.methods()).toEqual(['DESCRIBE', 'SETUP', 'PLAY', 'TEARDOWN']);
  }, 20_000);

  it('begins with a key picture, and after a loss goes on with the next', async () => {
    const [key, next] = [{ payloads: [h264.idr()] }, { payloads: [h264.p()] }];
    const packets = rtpOf([next, key, next, next, next, key, next]);
    packets.splice(3, 1);
    const { pictures } = await watched({ PLAY: plays(packets) }, { firstPacketTimeoutMs: 300 });
    expect(pictures.map(({ isKey, time }) => [isKey, time])).toEqual([
      [true, 0],
      [false, 3_600],
      [true, 14_400],
      [false, 18_000],
    ]);
    expect(pictures[0]!.parameters.includes(h264.sps)).toBe(true);
    expect(pictures[1]!.parameters).toHaveLength(0);
  }, 20_000);

  it('ends at a picture beyond measure', async () => {
    const packets = rtpOf([{ payloads: [h264.idr(30_000), h264.idr(30_000, false)] }]);
    const { end, pictures } = await watched({ PLAY: plays(packets) }, { maxPictureBytes: 40_000 });
    expect(end.fault).toMatchObject({
      code: 'stream-too-large',
      detail: 'A picture has more than 40000 bytes.',
    });
    expect(pictures).toEqual([]);
  }, 20_000);
});
