import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { startBlockedListener } from '../onvif/testing/blocked-listener.js';
import type { RtspClient } from './rtsp-client.js';
import type { RtspTarget } from './rtsp-target.js';
import { h264 } from './testing/nal-units.js';
import { rtpOf } from './testing/rtp.js';
import { type Behaviours, RtspTestServer } from './testing/rtsp-test-server.js';
import { SELF_SIGNED } from './testing/self-signed.js';
import { clientFor, describes, plays, sampleFrom, targetOf, TEST_LIMITS } from './testing/sampling.js';

const picture = rtpOf([{ payloads: [h264.idr()] }]);
const interPicture = rtpOf([{ payloads: [h264.p()] }]);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function withCamera<T>(
  behaviours: Behaviours,
  use: (camera: RtspTestServer) => Promise<T>,
): Promise<T> {
  const camera = await RtspTestServer.start({ DESCRIBE: describes(), ...behaviours });
  try {
    return await use(camera);
  } finally {
    await camera.close();
  }
}

const tlsTarget = (port: number): RtspTarget => ({
  ...targetOf(port),
  endpoint: { host: '127.0.0.1', port, tls: true },
});

describe('connecting', () => {
  it('is refused where nobody listens', async () => {
    const target = targetOf(await freePort());

    expect(await clientFor().sample(target)).toMatchObject({
      stream: { ok: false, fault: { code: 'stream-refused' } },
      frame: null,
      bytes: 0,
    });
    expect(await clientFor().options(target)).toMatchObject({ ok: false, fault: { code: 'stream-refused' } });
  });

  it('does not resolve a name that has no address', async () => {
    const target = { ...targetOf(554), endpoint: { host: 'no-such-camera.invalid', port: 554 } };

    expect(await clientFor().sample(target)).toMatchObject({
      stream: { ok: false, fault: { code: 'address-unresolved' } },
    });
  });

  it('gives up on a host that does not answer', async () => {
    const listener = await startBlockedListener();
    try {
      const report = await clientFor({ connectTimeoutMs: 100 }).sample({
        ...targetOf(0),
        endpoint: listener.endpoint,
      });

      expect(report.stream).toMatchObject({ ok: false, fault: { code: 'connect-timeout' } });
    } finally {
      await listener.close();
    }
  });
});

describe('RTSPS', () => {
  it('takes a certificate that the camera signed itself', async () => {
    const camera = await RtspTestServer.start({ DESCRIBE: describes(), PLAY: plays(picture) }, SELF_SIGNED);
    try {
      const report = await clientFor().sample(tlsTarget(camera.port));

      expect(report.frame?.ok).toBe(true);
      expect(camera.request('DESCRIBE').uri).toMatch(/^rtsps:/);
    } finally {
      await camera.close();
    }
  });

  it('is garbled where the port speaks plain RTSP', async () => {
    const greets: Behaviours = {
      CONNECT: (_request, reply) => reply.raw('RTSP/1.0 400 Bad Request\r\n\r\n'),
    };
    await withCamera(greets, async (camera) => {
      const report = await clientFor().sample(tlsTarget(camera.port));

      expect(report.stream).toMatchObject({ ok: false, fault: { code: 'stream-garbled' } });
    });
  });

  it('times out where TCP stands and the handshake gets no answer', async () => {
    await withCamera({}, async (camera) => {
      const report = await clientFor({ connectTimeoutMs: 100 }).sample(tlsTarget(camera.port));

      expect(report.stream).toMatchObject({ ok: false, fault: { code: 'stream-timeout' } });
    });
  });
});

describe('hanging up', () => {
  it('waits for the answer to TEARDOWN before it reports, so that the next session finds room', async () => {
    await withCamera({ PLAY: plays(picture) }, async (camera) => {
      await clientFor().sample(targetOf(camera.port));

      expect(camera.methods().at(-1)).toBe('TEARDOWN');
    });
  });

  it('does not wait long for a camera that leaves TEARDOWN unanswered', async () => {
    const begunAt = performance.now();
    const { report } = await sampleFrom({ PLAY: plays(picture), TEARDOWN: () => {} });

    expect(report.frame?.ok).toBe(true);
    expect(performance.now() - begunAt).toBeLessThan(1_500);
  });

  it('sends no TEARDOWN where no session was set up', async () => {
    const { camera } = await sampleFrom({ SETUP: (_request, reply) => reply.send(453) });

    expect(camera.methods()).toEqual(['DESCRIBE', 'SETUP']);
  });
});

/** Outlasts every test: what ends a wait of it is not a deadline. */
function patientClient(): RtspClient {
  const endlessMs = 60_000;
  return clientFor({
    answerTimeoutMs: endlessMs,
    firstPacketTimeoutMs: endlessMs,
    keyPictureTimeoutMs: endlessMs,
  });
}

describe('an abort', () => {
  const reason = new Error('enough');
  const stages: readonly [when: string, behaviours: Behaviours, method: string][] = [
    ['DESCRIBE', { DESCRIBE: () => {} }, 'DESCRIBE'],
    ['SETUP', { SETUP: () => {} }, 'SETUP'],
    ['PLAY', { PLAY: () => {} }, 'PLAY'],
    ['the wait for a packet', { PLAY: (_request, reply) => reply.send(200) }, 'PLAY'],
    ['the wait for a key picture', { PLAY: plays(interPicture) }, 'PLAY'],
  ];

  it.each(stages)(
    'during %s rejects with its reason and closes the connection',
    async (...[, behaviours, method]) => {
      const abort = new AbortController();
      const watched = behaviours[method]!;
      const stopping: Behaviours = {
        ...behaviours,
        [method]: (request, reply) => {
          watched(request, reply);
          setImmediate(() => abort.abort(reason));
        },
      };
      await withCamera(stopping, async (camera) => {
        await expect(patientClient().sample(targetOf(camera.port), abort.signal)).rejects.toBe(reason);
        await camera.whenEmpty();
      });
    },
  );

  it('gives a session back that was set up', async () => {
    const abort = new AbortController();
    await withCamera({ PLAY: () => abort.abort(reason) }, async (camera) => {
      await expect(patientClient().sample(targetOf(camera.port), abort.signal)).rejects.toBe(reason);
      await camera.whenEmpty();

      expect(camera.methods().at(-1)).toBe('TEARDOWN');
    });
  });

  it('that came before starts nothing', async () => {
    await withCamera({}, async (camera) => {
      await expect(patientClient().sample(targetOf(camera.port), AbortSignal.abort(reason))).rejects.toBe(
        reason,
      );
      await expect(patientClient().options(targetOf(camera.port), AbortSignal.abort(reason))).rejects.toBe(
        reason,
      );

      expect(camera.requests).toEqual([]);
    });
  });

  it('ends a heartbeat that waits', async () => {
    const abort = new AbortController();
    await withCamera({ OPTIONS: () => abort.abort(reason) }, async (camera) => {
      await expect(patientClient().options(targetOf(camera.port), abort.signal)).rejects.toBe(reason);
      await camera.whenEmpty();
    });
  });
});

describe('the heartbeat', () => {
  it.each([200, 401, 404, 501])(
    'takes %i to OPTIONS as a sign of life, and sends no login',
    async (status) => {
      await withCamera({ OPTIONS: (_request, reply) => reply.send(status) }, async (camera) => {
        const target = targetOf(camera.port, { login: { username: 'admin', password: 'x' } });

        expect(await clientFor().options(target)).toMatchObject({ ok: true, value: undefined });
        await camera.whenEmpty();
        expect(camera.methods()).toEqual(['OPTIONS']);
        expect(camera.request('OPTIONS').headers).not.toHaveProperty('authorization');
      });
    },
  );

  it('is missed where the camera stays silent', async () => {
    await withCamera({ OPTIONS: () => {} }, async (camera) => {
      const outcome = await clientFor({ ...TEST_LIMITS, answerTimeoutMs: 50 }).options(targetOf(camera.port));

      expect(outcome).toMatchObject({ ok: false, fault: { code: 'stream-timeout' } });
    });
  });
});

describe('a session with a short timeout', () => {
  it('is kept alive while it waits for a key picture', async () => {
    const { report, camera } = await sampleFrom({
      SETUP: ({ headers }, reply) =>
        reply.send(200, { Transport: headers['transport']!, Session: '7;timeout=1' }),
      PLAY: plays(interPicture),
      GET_PARAMETER: (_request, reply) => {
        reply.send(200);
        for (const packet of rtpOf([{ payloads: [h264.idr()] }], 65_531)) reply.packet(packet);
      },
    });

    expect(report.frame?.ok).toBe(true);
    expect(camera.methods()).toEqual(['DESCRIBE', 'SETUP', 'PLAY', 'GET_PARAMETER', 'TEARDOWN']);
    expect(camera.request('GET_PARAMETER').headers['session']).toBe('7');
  });
});
