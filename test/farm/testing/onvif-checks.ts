/* oxlint-disable vitest/no-standalone-expect -- faults.spec.ts runs these, each within a test of its own */
import { get } from 'node:http';
import type { VirtualCamera } from '../camera.js';
import type { FaultCheck } from './fault-check.js';
import { toldClockS } from './told-clock.js';
import { probe } from './probe.js';
import { meet } from './reach-checks.js';
import { soapCall, type SoapOptions, usernameToken } from './soap-call.js';
import { LOGIN } from './spec-camera.js';
import { Viewer } from './viewer.js';

const MEDIA = { namespace: 'http://www.onvif.org/ver10/media/wsdl', path: '/onvif/media_service' };
const MEDIA2 = { namespace: 'http://www.onvif.org/ver20/media/wsdl', path: '/onvif/media2_service' };
const SUB = '<ProfileToken>SubStream</ProfileToken>';
const HOUR_MS = 3_600_000;

async function text(camera: VirtualCamera, operation: string, options?: SoapOptions): Promise<string> {
  return (await soapCall(camera, operation, options)).body.toString('utf8');
}

const clock = (camera: VirtualCamera, options?: SoapOptions) =>
  soapCall(camera, 'GetSystemDateAndTime', options);

async function rtspLives(camera: VirtualCamera): Promise<void> {
  const viewer = await Viewer.visit(camera);
  expect((await viewer.play()).status).toBe(200);
  await viewer.until(() => viewer.media().length > 0);
  viewer.leave();
}

function tokenAt(offsetMs: number): SoapOptions {
  return { security: usernameToken({ ...LOGIN, created: new Date(Date.now() + offsetMs) }) };
}

/** The web service is broken while RTSP lives. */
const BROKEN_CHECKS = {
  'onvif-refused': {
    see: async (camera) => {
      expect(await meet(camera.host, camera.onvifPort)).toBe('refused');
      await rtspLives(camera);
    },
  },
  'onvif-hang': {
    see: async (camera) => {
      await expect(clock(camera, { timeoutMs: 300 })).rejects.toThrow('silent');
      await rtspLives(camera);
    },
  },
  'onvif-close': { see: async (camera) => expect(clock(camera)).rejects.toThrow('socket hang up') },
  'slow-drip': {
    see: async (camera) => {
      const { headers, body } = await clock(camera, { maxBytes: 0 });
      expect([headers['content-length'], body.length]).toEqual(['2000', 1]);
    },
  },
  'huge-body': {
    see: async (camera) => {
      const { headers, body } = await clock(camera, { maxBytes: 4_000_000 });
      expect(headers['content-length']).toBe(String(2 ** 30));
      expect(body.length).toBeGreaterThan(4_000_000);
    },
  },
  'entity-bomb': {
    see: async (camera) => {
      const bomb = await text(camera, 'GetSystemDateAndTime');
      expect(bomb.match(/<!ENTITY/g)).toHaveLength(10);
      expect(bomb).toContain('&l8;'.repeat(10));
    },
  },
  'deep-nesting': {
    see: async (camera) =>
      expect((await text(camera, 'GetSystemDateAndTime')).match(/<a>/g)).toHaveLength(200_000),
  },
  'invalid-utf8': {
    see: async (camera) => {
      const { body } = await clock(camera);
      expect(() => new TextDecoder('utf-8', { fatal: true }).decode(body)).toThrow('not valid');
    },
  },
  'redirect-elsewhere': {
    see: async (camera, farm) => {
      const { status, headers } = await clock(camera);
      expect(status).toBe(302);
      expect(new URL(headers.location!).hostname).not.toBe(camera.host);
      const before = farm.trapHits();
      await new Promise((resolve) => get(headers.location!).on('error', resolve));
      expect(farm.trapHits()).toBe(before + 1);
    },
  },
  'not-soap': {
    see: async (camera) => {
      const { status, headers, body } = await clock(camera);
      expect([status, headers['content-type']]).toEqual([200, 'text/html']);
      expect(body.toString()).toContain('<html>');
    },
  },
  'http-500': {
    see: async (camera) => expect(await clock(camera)).toMatchObject({ status: 500, body: Buffer.alloc(0) }),
  },
  'truncated-body': {
    see: async (camera) => expect(await clock(camera)).toMatchObject({ status: 200, isCut: true }),
  },
} as const satisfies Record<string, FaultCheck>;

const LOGIN_CHECKS = {
  'wrong-password': {
    patch: { onvifAuth: 'wsse' },
    see: async (camera, farm) => {
      expect((await soapCall(camera, 'GetDeviceInformation', tokenAt(0))).status).toBe(400);
      expect(farm.stats(camera.id).rejectedLogins).toBe(1);
    },
  },
  locked: {
    patch: { onvifAuth: 'wsse' },
    see: async (camera, farm) => {
      expect(await text(camera, 'GetDeviceInformation', tokenAt(0))).toContain('account is locked');
      expect(farm.stats(camera.id).rejectedLogins).toBe(1);
    },
  },
  'late-refusal': {
    patch: { onvifAuth: 'wsse' },
    see: async (camera, farm) => {
      const refused = soapCall(camera, 'GetDeviceInformation', tokenAt(8 * HOUR_MS));
      expect((await soapCall(camera, 'GetDeviceInformation', tokenAt(0))).status).toBe(200);
      expect(farm.stats(camera.id).rejectedLogins).toBe(1);
      const isTold = await Promise.race([refused.then(() => true), clock(camera).then(() => false)]);
      expect([isTold, (await refused).status]).toEqual([false, 400]);
    },
  },
  'clock-needs-login': {
    patch: { onvifAuth: 'wsse' },
    see: async (camera) => {
      expect(await text(camera, 'GetSystemDateAndTime')).toContain('NotAuthorized');
      expect((await clock(camera, tokenAt(0))).status).toBe(200);
    },
  },
  'clock-off': {
    patch: { clockOffsetS: -40, onvifAuth: 'wsse' },
    see: async (camera) => {
      expect(await toldClockS(camera)).toBeCloseTo((Date.now() - 40_000) / 1_000, -1);
      expect((await soapCall(camera, 'GetDeviceInformation', tokenAt(0))).status).toBe(400);
      expect((await soapCall(camera, 'GetDeviceInformation', tokenAt(-40_000))).status).toBe(200);
    },
  },
  'local-time-as-utc': {
    patch: { onvifAuth: 'wsse' },
    see: async (camera) => {
      expect(await toldClockS(camera)).toBeCloseTo((Date.now() + 8 * HOUR_MS) / 1_000, -1);
      expect((await soapCall(camera, 'GetDeviceInformation', tokenAt(8 * HOUR_MS))).status).toBe(200);
    },
  },
  'local-time-told': {
    patch: { onvifAuth: 'wsse' },
    see: async (camera) => {
      expect(await toldClockS(camera)).toBeCloseTo((Date.now() + 8 * HOUR_MS) / 1_000, -1);
      expect((await soapCall(camera, 'GetDeviceInformation', tokenAt(8 * HOUR_MS))).status).toBe(400);
      expect((await soapCall(camera, 'GetDeviceInformation', tokenAt(0))).status).toBe(200);
    },
  },
} as const satisfies Record<string, FaultCheck>;

const QUIRK_CHECKS = {
  'wrong-host-in-uris': {
    see: async (camera) => {
      expect(await text(camera, 'GetServices')).not.toContain(camera.host);
      expect(await text(camera, 'GetStreamUri', { ...MEDIA, content: SUB })).toContain('rtsp://192.168.');
    },
  },
  'stream-uri-elsewhere': {
    see: async (camera, farm) => {
      const uri = />(rtsp:[^<]*)</.exec(await text(camera, 'GetStreamUri', { ...MEDIA, content: SUB }))![1]!;
      const { hostname, port } = new URL(uri);
      expect(hostname).not.toBe(camera.host);
      const before = farm.trapHits();
      expect(await meet(hostname, Number(port))).toBe('connected and closed');
      expect(farm.trapHits()).toBe(before + 1);
    },
  },
  'credentials-in-uris': {
    see: async (camera) => {
      const secret = encodeURIComponent(LOGIN.password);
      expect(await text(camera, 'GetStreamUri', { ...MEDIA, content: SUB })).toContain(
        `:${secret}@${camera.host}`,
      );
      expect(await text(camera, 'GetSnapshotUri', { ...MEDIA2, content: SUB })).toContain(`:${secret}@`);
    },
  },
  'xaddrs-unreachable-first': {
    see: async (camera) => {
      const addresses = /XAddrs>([^<]*)</.exec(await probe(camera.host))![1]!.split(' ');
      expect(addresses).toHaveLength(3);
      expect(addresses[0]).toContain('[fe80::');
      expect(addresses[1]).toContain('169.254.');
      expect(addresses[2]).toBe(`http://${camera.host}:${camera.onvifPort}/onvif/device_service`);
    },
  },
  'needs-action': {
    see: async (camera) => {
      const headers = { 'Content-Type': 'application/soap+xml; charset=utf-8' };
      expect(await clock(camera, { headers })).toMatchObject({ status: 200, body: Buffer.alloc(0) });
      expect(await text(camera, 'GetSystemDateAndTime')).toContain('UTCDateTime');
    },
  },
  'no-media2': {
    see: async (camera) => {
      expect(await text(camera, 'GetServices')).not.toContain('media2_service');
      expect(await text(camera, 'GetProfiles', MEDIA2)).toContain('ActionNotSupported');
      expect(await text(camera, 'GetProfiles', MEDIA)).toContain('SubStream');
    },
  },
  'no-get-services': {
    see: async (camera) => {
      expect(await text(camera, 'GetServices')).toContain('ActionNotSupported');
      expect(await text(camera, 'GetCapabilities')).toContain('/onvif/media_service');
    },
  },
  'profile-without-encoder': {
    see: async (camera) => {
      for (const service of [MEDIA, MEDIA2]) {
        const [first] = (await text(camera, 'GetProfiles', service)).split(/<\/[\w-]+:Profiles>/);
        expect(first).toContain('token="Empty"');
        expect(first).not.toContain('Encoder');
      }
      const content = '<ProfileToken>Empty</ProfileToken>';
      expect(await text(camera, 'GetStreamUri', { ...MEDIA, content })).toContain('InvalidArgVal');
    },
  },
  'media-missing': {
    see: async (camera) => {
      expect(await text(camera, 'GetServices')).toContain('/onvif/media_service');
      for (const service of [MEDIA, MEDIA2])
        expect(await text(camera, 'GetProfiles', service)).toContain('ActionNotSupported');
    },
  },
} as const satisfies Record<string, FaultCheck>;

export const ONVIF_CHECKS = { ...BROKEN_CHECKS, ...LOGIN_CHECKS, ...QUIRK_CHECKS };
