/* oxlint-disable vitest/no-standalone-expect -- faults.spec.ts runs these, each within a test of its own */
import type { VirtualCamera } from '../camera.js';
import type { FaultCheck } from './fault-check.js';
import { meet } from './reach-checks.js';
import { h264Types, rtpView, steps } from './rtp-view.js';
import { LOGIN } from './spec-camera.js';
import { type RtspReply, Viewer } from './viewer.js';

const TCP = { Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1' };
const UDP = { Transport: 'RTP/AVP;unicast;client_port=28998-28999' };
const SHORT_WHILE_MS = 400;

async function visiting(camera: VirtualCamera, look: (viewer: Viewer) => Promise<void>): Promise<void> {
  const viewer = await Viewer.visit(camera);
  try {
    await look(viewer);
  } finally {
    viewer.leave();
  }
}

const setUp = (viewer: Viewer, headers: Record<string, string>): Promise<RtspReply> =>
  viewer.ask('SETUP', headers, `${viewer.uri}/trackID=1`);

function describes(see: (reply: RtspReply, camera: VirtualCamera) => void): FaultCheck {
  return { see: (camera) => visiting(camera, async (viewer) => see(await viewer.ask('DESCRIBE'), camera)) };
}

function plays(see: (viewer: Viewer) => Promise<void>): FaultCheck {
  return {
    see: (camera) =>
      visiting(camera, async (viewer) => {
        expect((await viewer.play()).status).toBe(200);
        await see(viewer);
      }),
  };
}

function isSilentTo(method: string): FaultCheck {
  return {
    see: (camera) =>
      visiting(camera, async (viewer) => {
        const asked = viewer.ask(method).then(
          () => 'answered',
          () => 'gave up',
        );
        const waited = new Promise((resolve) => setTimeout(() => resolve('silent'), SHORT_WHILE_MS));
        expect(await Promise.race([asked, waited])).toBe('silent');
      }),
  };
}

const views = (viewer: Viewer) => viewer.media().map(rtpView);
const types = (viewer: Viewer): number[] => views(viewer).flatMap(h264Types);
const marked = (viewer: Viewer): number => views(viewer).filter(({ isMarked }) => isMarked).length;

const ANSWER_CHECKS = {
  'rtsp-refused': { see: async ({ host, rtspPort }) => expect(await meet(host, rtspPort)).toBe('refused') },
  'rtsp-hang': isSilentTo('OPTIONS'),
  'rtsp-garbled': {
    see: (camera) =>
      visiting(camera, async (viewer) => {
        void viewer.ask('OPTIONS').catch(() => {});
        await viewer.until(() => viewer.rest.length > 0);
        expect(viewer.rest.toString()).toContain('SSH-2.0');
      }),
  },
  'rtsp-500': describes(({ status }) => expect(status).toBe(500)),
  'rtsp-404': describes(({ status }) => expect(status).toBe(404)),
  'silent-describe': {
    see: async (camera, farm) => {
      await visiting(camera, async (viewer) => expect((await viewer.ask('OPTIONS')).status).toBe(200));
      await isSilentTo('DESCRIBE').see(camera, farm);
    },
  },
  'endless-sdp': {
    see: (camera) =>
      visiting(camera, async (viewer) => {
        void viewer.ask('DESCRIBE').catch(() => {});
        await viewer.until(() => viewer.rest.length > 300_000);
        expect(viewer.rest.toString('latin1', 0, 200)).toContain('Content-Length: 1073741824');
      }),
  },
  'audio-only': describes(({ body }) => {
    expect(body).toContain('m=audio');
    expect(body).not.toContain('m=video');
  }),
  'unknown-codec': describes(({ body }) => expect(body).toContain('a=rtpmap:97 SVAC/90000')),
  'audio-first': describes(({ body }) => expect(body.match(/^m=\w+/gm)).toEqual(['m=audio', 'm=video'])),
  'wrong-content-base': describes(({ headers }, { host }) => {
    expect(headers['content-base']).toContain('rtsp://192.168.199.1:554/Streaming/Channels/102');
    expect(headers['content-base']).not.toContain(host);
  }),
  'no-content-base': describes(({ headers, body }) => {
    expect(headers['content-base']).toBeUndefined();
    expect(body).toContain('a=control:trackID=1');
  }),
  'rtsp-453': {
    see: (camera) => visiting(camera, async (viewer) => expect((await viewer.play()).status).toBe(453)),
  },
  '401-when-full': {
    patch: { rtspAuth: 'digest-md5', sessionCap: 0 },
    see: async (camera, farm) => {
      await visiting(camera, async (viewer) =>
        expect((await viewer.askWith(LOGIN, 'DESCRIBE')).status).toBe(401),
      );
      expect(farm.stats(camera.id).rejectedLogins).toBe(0);
    },
  },
  'nonce-expires': {
    patch: { rtspAuth: 'digest-md5' },
    see: (camera, farm) =>
      visiting(camera, async (viewer) => {
        expect((await viewer.askWith(LOGIN, 'DESCRIBE')).status).toBe(200);
        const again = await viewer.ask('DESCRIBE', { Authorization: viewer.lastAuthorization });
        expect([again.status, again.headers['www-authenticate']]).toEqual([
          401,
          expect.stringContaining('stale=true'),
        ]);
        expect(farm.stats(camera.id).rejectedLogins).toBe(0);
      }),
  },
  'no-transport': {
    see: (camera) =>
      visiting(camera, async (viewer) => {
        expect([(await setUp(viewer, TCP)).status, (await setUp(viewer, UDP)).status]).toEqual([461, 461]);
      }),
  },
  'udp-only': {
    see: (camera) =>
      visiting(camera, async (viewer) => {
        expect((await setUp(viewer, TCP)).status).toBe(461);
        expect((await viewer.playDatagrams()).status).toBe(200);
        await viewer.until(() => types(viewer).includes(5));
      }),
  },
  'tcp-only': {
    see: (camera) =>
      visiting(camera, async (viewer) => {
        expect([(await setUp(viewer, UDP)).status, (await setUp(viewer, TCP)).status]).toEqual([461, 200]);
      }),
  },
} as const satisfies Record<string, FaultCheck>;

const MEDIA_CHECKS = {
  'no-sprop': {
    see: async (camera) => {
      await visiting(camera, async (viewer) =>
        expect((await viewer.ask('DESCRIBE')).body).not.toContain('sprop'),
      );
      await visiting(camera, async (viewer) => {
        await viewer.play();
        await viewer.until(() => types(viewer).includes(5));
        expect(types(viewer)).toEqual(expect.arrayContaining([7, 8]));
      });
    },
  },
  'sprop-only': {
    see: async (camera) => {
      await visiting(camera, async (viewer) =>
        expect((await viewer.ask('DESCRIBE')).body).toMatch(/sprop-parameter-sets=[\w+/=]+,[\w+/=]+/),
      );
      await visiting(camera, async (viewer) => {
        await viewer.play();
        await viewer.until(() => marked(viewer) > 6);
        expect(types(viewer)).toContain(5);
        expect(types(viewer)).not.toContain(7);
      });
    },
  },
  'rtcp-only': plays(async (viewer) => {
    await viewer.until(() => viewer.reports().length > 0);
    expect(viewer.reports()[0]![1]).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, SHORT_WHILE_MS));
    expect(viewer.media()).toEqual([]);
  }),
  'stream-ends': plays(async (viewer) => {
    await viewer.until(() => viewer.isClosed);
    expect(types(viewer)).not.toContain(5);
    expect(viewer.media().length).toBeGreaterThan(0);
    expect(viewer.reports().at(-1)![1]).toBe(203);
  }),
  'no-key-frame': plays(async (viewer) => {
    await viewer.until(() => marked(viewer) > 3);
    expect(new Set(types(viewer))).toEqual(new Set([1]));
  }),
  'garbage-nals': plays(async (viewer) => {
    await viewer.until(() => types(viewer).includes(1));
    const pieces = views(viewer).filter(({ payload }) => (payload[0]! & 0x1f) === 28);
    expect(pieces.length).toBeGreaterThan(3);
    for (const [index, { payload }] of pieces.slice(1, 4).entries())
      expect([index, (payload[5]! - payload[4]! + 256) % 256]).toEqual([index, 167]);
  }),
  'packet-loss': plays(async (viewer) => {
    await viewer.until(() => types(viewer).filter((type) => type === 7).length === 2 && marked(viewer) > 7);
    expect(steps(viewer.media()).filter((step) => step !== 1)).toEqual([2]);
  }),
  'packet-reorder': plays(async (viewer) => {
    await viewer.until(() => marked(viewer) > 1);
    expect(steps(viewer.media()).slice(0, 3)).toEqual([65_535, 3, 65_535]);
  }),
} as const satisfies Record<string, FaultCheck>;

export const RTSP_CHECKS = { ...ANSWER_CHECKS, ...MEDIA_CHECKS };
