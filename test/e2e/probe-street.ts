import { EventBus } from '../../src/platform/events/event-bus.js';
import { CameraJudged } from '../../src/probing/index.js';
import type { CameraPatch, Farm, VirtualCamera } from '../farm/index.js';
import type { Service } from './service.js';
import { SOUND_CAMERA } from './sound-camera.js';

export const LOGIN = { username: 'monitor', password: '密码@:/%#' };

export interface StreetCamera {
  readonly patch?: CameraPatch;
  /** The register names the stream; else ONVIF must. */
  readonly isStreamRegistered?: boolean;
}

/** Ordinary cameras, but for what is said of each; the third octet of their addresses keeps suites apart. */
export function streetOf(
  street: Readonly<Record<string, StreetCamera>>,
  octet: number,
): readonly VirtualCamera[] {
  return Object.entries(street).map(([id, { patch = {} }], index) => ({
    ...SOUND_CAMERA,
    id,
    host: `127.75.${octet}.${index + 1}`,
    vendor: 'HIKVISION',
    model: 'DS-2CD2012-I',
    firmware: '1.10',
    serial: '912345678901234567',
    login: LOGIN,
    ...patch,
  }));
}

export interface Registered {
  readonly ids: ReadonlyMap<string, string>;
  readonly credentialId: string;
}

export async function registerStreet(
  service: Service,
  farm: Farm,
  street: Readonly<Record<string, StreetCamera>>,
): Promise<Registered> {
  const made = (path: string, body: unknown): Promise<{ id: string }> =>
    service.json('POST', `/api/v1/${path}`, body);
  const { id: villageId } = await made('villages', { name: '演示村', kind: 'village' });
  const { id: credentialId } = await made('credentials', { name: 'monitor', ...LOGIN });
  const ids = new Map<string, string>();
  for (const { id: name, host, onvifPort, rtspPort } of farm.cameras) {
    const rtsp = street[name]?.isStreamRegistered
      ? { port: rtspPort, path: '/Streaming/Channels/102' }
      : null;
    const network = { host, onvif: { port: onvifPort }, rtsp };
    ids.set(name, (await made('cameras', { name, villageId, credentialId, network })).id);
  }
  return { ids, credentialId };
}

/** Everything that was judged since, and a way to wait until enough was. */
export class Judgements {
  readonly all: CameraJudged[] = [];
  private readonly waiting = new Set<() => void>();

  constructor(service: Service) {
    service.app.get(EventBus).on(CameraJudged, (judged) => {
      this.all.push(judged);
      for (const look of this.waiting) look();
    });
  }

  of(cameraId: string): CameraJudged[] {
    return this.all.filter((judged) => judged.cameraId === cameraId);
  }

  /** Those that looked for a frame. */
  framesOf(cameraId: string): CameraJudged[] {
    return this.of(cameraId).filter(({ evidence }) => evidence.kind !== 'heartbeat');
  }

  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
    });
  }
}

/** `live`, `live black`, `frameless login-rejected`, … */
export function verdictOf({ verdict }: Pick<CameraJudged, 'verdict'>): string {
  const fault = verdict.outcome === 'live' ? verdict.impairment : 'fault' in verdict ? verdict.fault : null;
  return [verdict.outcome, fault?.code].filter(Boolean).join(' ');
}
