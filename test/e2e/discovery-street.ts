import type { CameraPatch, VirtualCamera } from '../farm/index.js';
import type { Service } from './service.js';
import { SOUND_CAMERA } from './sound-camera.js';

export const LOGIN = { username: 'monitor', password: '密码@:/%#' };
export const LOCAL_ZONE_ID = '00000000-0000-7000-8000-000000000001';
/** Devices listen here and nowhere else. */
export const DISCOVERY_PORT = 3_702;

export interface SearchView {
  readonly id: string;
  readonly status: string;
  readonly progress: {
    readonly phase: string;
    readonly found: number;
    readonly swept: { readonly done: number; readonly total: number };
    readonly interviewed: { readonly done: number; readonly total: number };
    readonly frames: number;
    readonly rejectedLogins: number;
    readonly refused: number;
    readonly datagrams: Readonly<Record<string, number>>;
    readonly warnings: readonly string[];
  };
  readonly failure: string | null;
}

export interface CandidateView {
  readonly id: string;
  readonly endpoint: string | null;
  readonly host: string;
  readonly port: number;
  readonly mac: string | null;
  readonly foundBy: string;
  readonly match: {
    readonly kind: string;
    readonly by?: string;
    readonly cameraId?: string;
    readonly question?: string;
  };
  readonly interviewed: {
    readonly frame: { readonly codec: string } | null;
    readonly fault: { readonly code: string } | null;
  } | null;
  readonly trials: readonly { readonly outcome: string }[];
}

/** Ordinary cameras, all with the same login; each serial and MAC its own. */
export function streetAt(
  hosts: readonly string[],
  patches: Readonly<Record<string, CameraPatch>> = {},
): readonly VirtualCamera[] {
  return hosts.map((host) => {
    const bytes = host.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
    return {
      ...SOUND_CAMERA,
      id: host,
      host,
      onvifPort: 8_080,
      rtspPort: 8_554,
      vendor: 'HIKVISION',
      model: 'DS-2CD2012-I',
      firmware: '1.10',
      serial: `9123456${bytes.join('')}`,
      mac: `c0:56:${bytes.join(':')}`,
      login: LOGIN,
      ...patches[host],
    };
  });
}

/** A running service that may search 127.0.0.0/8, with one village and one credential. */
export async function settle(service: Service): Promise<{ villageId: string; credentialId: string }> {
  const made = (path: string, body: unknown): Promise<{ id: string }> =>
    service.json('POST', `/api/v1/${path}`, body);
  await service.json('PATCH', `/api/v1/zones/${LOCAL_ZONE_ID}`, { allowedNetworks: ['127.0.0.0/8'] });
  const { id: villageId } = await made('villages', { name: '演示村', kind: 'village' });
  const { id: credentialId } = await made('credentials', { name: 'monitor', ...LOGIN });
  return { villageId, credentialId };
}

export const begin = (service: Service, body: object): Promise<SearchView> =>
  service.json('POST', '/api/v1/searches', body);

/** Waits for the last of the server-sent events. */
export async function overOf(service: Service, id: string): Promise<SearchView> {
  const response = await service.request('GET', `/api/v1/searches/${id}/events`);
  let text = '';
  for await (const part of response.body!.pipeThrough(
    new TextDecoderStream() as never,
  ) as unknown as AsyncIterable<string>)
    text += part;
  const [, data] = /event: over\n(?:id: .*\n)?data: (.*)\n/.exec(text) ?? [];
  if (data === undefined) throw new Error(`the events of ${id} ended without an end: ${text.slice(-500)}`);
  return JSON.parse(data) as SearchView;
}

export async function search(service: Service, body: object): Promise<SearchView> {
  return overOf(service, (await begin(service, body)).id);
}

export async function candidatesOf(service: Service, query: string): Promise<readonly CandidateView[]> {
  const found: CandidateView[] = [];
  for (let cursor = ''; ;) {
    const page = await service.json<{ items: CandidateView[]; nextCursor: string | null }>(
      'GET',
      `/api/v1/candidates?${query}&limit=200${cursor}`,
    );
    found.push(...page.items);
    if (page.nextCursor === null) return found;
    cursor = `&cursor=${page.nextCursor}`;
  }
}
