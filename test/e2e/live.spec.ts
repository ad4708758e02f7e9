import { type Farm, startFarm } from '../farm/index.js';
import { describeWith } from '../needs.js';
import { decoded, LiveClient, untilGone } from './live-client.js';
import { registerStreet, type StreetCamera, streetOf } from './probe-street.js';
import { type Service, startQuietService } from './service.js';

const STREET: Readonly<Record<string, StreetCamera>> = {
  h264: { isStreamRegistered: true },
  h265: { isStreamRegistered: true, patch: { codec: 'h265' } },
  mjpeg: { isStreamRegistered: true, patch: { codec: 'mjpeg' } },
};

describeWith('ffmpeg', 'live view', () => {
  let farm: Farm;
  let service: Service;
  let ids: ReadonlyMap<string, string>;

  beforeAll(async () => {
    farm = await startFarm(streetOf(STREET, 41));
    service = await startQuietService();
    ({ ids } = await registerStreet(service, farm, STREET));
  }, 60_000);

  afterAll(async () => {
    await service?.close();
    await farm?.close();
  });

  const watch = (name: string, query?: string): Promise<LiveClient> =>
    LiveClient.open(service, ids.get(name)!, query);

  it('copies H.264 into MP4 that real tools decode', async () => {
    const client = await watch('h264');
    await client.until(() => client.fragments >= 12);
    await client.leave();

    expect(client.messages).toEqual([
      {
        type: 'stream',
        mime: 'video/mp4; codecs="avc1.64001e"',
        codec: 'avc1.64001e',
        widthPx: 640,
        heightPx: 360,
        mode: 'copy',
        expiresAt: expect.stringMatching(/^20\d\d-.*Z$/),
      },
    ]);
    const { frames, ...rest } = decoded(client.bytes);
    expect(rest).toEqual({ codec: 'h264', widthPx: 640, heightPx: 360 });
    expect(frames).toBeGreaterThanOrEqual(12);
  }, 60_000);

  it.each([
    ['h265', 'codecs=h264,h265', 'copy', 'hvc1.1.6.L63.90', 'hevc'],
    ['h265', 'codecs=h264', 'small', 'avc1.42c016', 'h264'],
    ['mjpeg', 'codecs=h265', 'small', 'avc1.42c016', 'h264'],
  ])(
    'shows %s to a browser with %s as %s',
    async (name, codecs, mode, codec, decoder) => {
      const client = await watch(name, `reason=looking+twice&${codecs}`);
      await client.until(() => client.fragments >= 6);
      await client.leave();

      expect(client.messages).toEqual([
        expect.objectContaining({ codec, mode, widthPx: 640, heightPx: 360 }),
      ]);
      expect(decoded(client.bytes)).toMatchObject({ codec: decoder, widthPx: 640, heightPx: 360 });
    },
    60_000,
  );

  it('opens one session for two viewers, begins with a key picture for each, and gives it back with the last', async () => {
    const before = farm.stats('h264');
    const first = await watch('h264');
    await first.until(() => first.fragments >= 2);
    const second = await watch('h264');
    await second.until(() => second.fragments >= 4);
    await first.leave();
    const had = second.fragments;
    await second.until(() => second.fragments >= had + 3);
    await second.leave();
    await untilGone(farm, 'h264');

    const after = farm.stats('h264');
    expect(after.rtspSessions - before.rtspSessions).toBe(1);
    expect(after.maxConcurrentRtspSessions).toBe(1);
    expect(after.sessionsEndedByTeardown - before.sessionsEndedByTeardown).toBe(1);
    expect(decoded(second.bytes).frames).toBeGreaterThanOrEqual(6);
  }, 60_000);

  it('shows one stream as it comes and made small to two viewers of one session', async () => {
    const before = farm.stats('h265').rtspSessions;
    const [copy, small] = [
      await watch('h265', 'reason=looking+twice&codecs=h265'),
      await watch('h265', 'reason=looking+twice'),
    ];
    await Promise.all([copy, small].map((client) => client.until(() => client.fragments >= 5)));
    await Promise.all([copy.leave(), small.leave()]);
    await untilGone(farm, 'h265');

    expect([copy, small].map((client) => client.messages[0]!.mode)).toEqual(['copy', 'small']);
    expect(farm.stats('h265').rtspSessions - before).toBe(1);
  }, 60_000);
});
