import { type Farm, startFarm } from '../farm/index.js';
import { describeWith } from '../needs.js';
import { decoded, LiveClient, untilGone } from './live-client.js';
import { Judgements, registerStreet, type StreetCamera, streetOf, verdictOf } from './probe-street.js';
import { type Service, startQuietService } from './service.js';

const STREET: Readonly<Record<string, StreetCamera>> = {
  dying: { isStreamRegistered: true },
  'changed password': { isStreamRegistered: true, patch: { faults: ['wrong-password'] } },
  garbage: { isStreamRegistered: true, patch: { faults: ['garbage-nals'] } },
  'garbage h265': { isStreamRegistered: true, patch: { codec: 'h265', faults: ['garbage-nals'] } },
  'one session': { isStreamRegistered: true, patch: { sessionCap: 1 } },
  'never a key picture': { isStreamRegistered: true, patch: { faults: ['no-key-frame'] } },
  'reports alone': { isStreamRegistered: true, patch: { faults: ['rtcp-only'] } },
  'ends at once': { isStreamRegistered: true, patch: { faults: ['stream-ends'] } },
  'lost packets': { isStreamRegistered: true, patch: { faults: ['packet-loss'] } },
  'out of order': { isStreamRegistered: true, patch: { faults: ['udp-only', 'packet-reorder'] } },
  'in band': { isStreamRegistered: true, patch: { faults: ['no-sprop'] } },
  'in the sdp': { isStreamRegistered: true, patch: { codec: 'h265', faults: ['sprop-only'] } },
  'with sound': { isStreamRegistered: true, patch: { faults: ['audio-first'] } },
  full: { isStreamRegistered: true, patch: { faults: ['rtsp-453'] } },
  gone: { isStreamRegistered: true, patch: { faults: ['refuse'] } },
};

describeWith('ffmpeg', 'live view of cameras that misbehave', () => {
  let farm: Farm;
  let service: Service;
  let ids: ReadonlyMap<string, string>;
  let judgements: Judgements;

  beforeAll(async () => {
    farm = await startFarm(streetOf(STREET, 43));
    service = await startQuietService({
      PROBING_FIRST_PACKET_TIMEOUT_MS: '1500',
      PROBING_KEY_PICTURE_TIMEOUT_MS: '3000',
    });
    ({ ids } = await registerStreet(service, farm, STREET));
    judgements = new Judgements(service);
  }, 60_000);

  afterAll(async () => {
    await service?.close();
    await farm?.close();
  });

  const watch = (name: string, query?: string): Promise<LiveClient> =>
    LiveClient.open(service, ids.get(name)!, query);
  const probe = (
    name: string,
  ): Promise<{ verdict: { outcome: string }; rungs: { rung: string; saw: object }[] }> =>
    service.json('POST', `/api/v1/cameras/${ids.get(name)}/probe`);

  it.each(['lost packets', 'out of order', 'in band', 'in the sdp', 'with sound'])(
    'plays one with %s',
    async (name) => {
      const client = await watch(name, 'reason=looking+twice&codecs=h265');
      await client.until(() => client.fragments >= 8);
      await client.leave();
      await untilGone(farm, name);
      expect(decoded(client.bytes).frames).toBeGreaterThanOrEqual(8);
      expect(farm.stats(name).openRtspSessions).toBe(0);
    },
    60_000,
  );

  it.each([
    ['gone', 'The RTSP port refuses connections.'],
    ['full', 'The camera serves as many streams as it can (453).'],
    ['ends at once', 'The camera closed the connection.'],
    ['reports alone', 'The camera sends no picture packets any more.'],
    ['never a key picture', 'No whole picture within 3 s.'],
    ['garbage', 'No whole picture within 3 s.'],
    ['garbage h265', 'No whole picture within 3 s.'],
  ])(
    'says of one that is %s what is wrong',
    async (name, sentence) => {
      const client = await watch(name);
      expect(await client.untilClosed()).toEqual({ code: 4005, sentence });
      await untilGone(farm, name);
      expect(client.fragments).toBe(0);
    },
    60_000,
  );

  it('ends when the camera dies, and the probe right after opens a session of its own', async () => {
    const client = await watch('dying');
    await client.until(() => client.fragments >= 3);
    await farm.change('dying', { faults: ['refuse'] });
    expect(await client.untilClosed()).toEqual({
      code: 4005,
      sentence: expect.stringMatching(/^The camera closed the connection( \(ECONNRESET\))?\.$/),
    });
    await untilGone(farm, 'dying');
    const { verdict } = await probe('dying');
    expect(verdict).toMatchObject({ outcome: 'frameless', fault: { code: 'connection-refused' } });
  }, 60_000);

  it('sends a refused login once, for however many viewers and probes', async () => {
    const first = await watch('changed password');
    expect(await first.untilClosed()).toEqual({
      code: 4005,
      sentence: 'The camera refused the user name or the password over RTSP.',
    });
    const second = await watch('changed password');
    expect((await second.untilClosed()).sentence).toMatch(
      /^The login is refused since 20.*; nothing is tried until/,
    );
    await probe('changed password');
    expect(farm.stats('changed password').rejectedLogins).toBe(1);
  }, 60_000);

  it('lends the prober its key picture, so that a camera of one session is no fault', async () => {
    const client = await watch('one session');
    await client.until(() => client.fragments >= 2);
    const probes = await Promise.all([probe('one session'), probe('one session')]);
    await client.until(() => client.fragments >= 6);
    await client.leave();
    await untilGone(farm, 'one session');

    expect(probes.map(({ verdict }) => verdict.outcome)).toEqual(['live', 'live']);
    expect(probes[0]!.rungs.find(({ rung }) => rung === 'stream')!.saw).toMatchObject({
      sharedWith: 'live view',
    });
    expect(farm.stats('one session')).toMatchObject({ rtspSessions: 1, maxConcurrentRtspSessions: 1 });
    expect(judgements.of(ids.get('one session')!).map(verdictOf)).toEqual(['live', 'live']);
    const third = await probe('one session');
    expect(third.verdict.outcome).toBe('live');
    expect(farm.stats('one session')).toMatchObject({ rtspSessions: 2, maxConcurrentRtspSessions: 1 });
  }, 60_000);

  it('waits for a probe that has the session, and shows then', async () => {
    const before = farm.stats('one session').rtspSessions;
    const [probed, client] = await Promise.all([probe('one session'), watch('one session')]);
    await client.until(() => client.fragments >= 2);
    await client.leave();
    await untilGone(farm, 'one session');
    expect(probed.verdict.outcome).toBe('live');
    const { rtspSessions, maxConcurrentRtspSessions } = farm.stats('one session');
    expect([maxConcurrentRtspSessions, rtspSessions - before]).toEqual([1, expect.any(Number)]);
  }, 60_000);

  it('leaves no session and no process behind viewers that come and go at once', async () => {
    const client = await watch('in band');
    client.socket.terminate();
    for (let round = 0; round < 5; round += 1) await (await watch('in band')).leave();
    await untilGone(farm, 'in band');
    const last = await watch('in band');
    await last.until(() => last.fragments >= 2);
    await last.leave();
    await untilGone(farm, 'in band');
    expect(farm.stats('in band').maxConcurrentRtspSessions).toBe(1);
  }, 60_000);
});
