import { randomUUID } from 'node:crypto';
import type { Service } from './service.js';

export const UNKNOWN_ID = '019a0000-0000-7000-8000-00000000dead';
/** In the name of all that belongs to the other village, and in nothing else. */
export const OTHER = '外村';
const LOCAL_ZONE_ID = '00000000-0000-7000-8000-000000000001';

/** At whose village: the one that the limited accounts have, another one, or none that there is. */
export type Side = 'own' | 'other' | 'unknown';

export interface Asked {
  readonly path: string;
  readonly body?: object;
}

/** What belongs to a village; the rest is everybody's. */
const OF_VILLAGES: ReadonlySet<string> = new Set([
  'villages',
  'cameras',
  'places',
  'channels',
  'maintenance-windows',
  'work-orders',
  'plans',
  'awards',
  'purchases',
]);

/** What people say with a step of a work order. */
const ORDER_STEPS: Readonly<Record<string, object>> = {
  'POST /cameras/{id}/fault-reports': { words: '画面全黑' },
  'POST /work-orders/{id}/assign': {},
  'POST /work-orders/{id}/mend': { cause: 'power' },
  'POST /work-orders/{id}/cancel': { reason: '重复' },
  'POST /work-orders/{id}/comment': { words: '下午去' },
};

const AWARD = { kind: 'collective', year: 2019, receivedOn: '2020-03-01', amountFen: 100 };
/** What people say with a step of a purchase. */
const PURCHASE_STEPS: Readonly<Record<string, object>> = {
  'POST /awards/{id}/corrections': { reason: '录错', award: { ...AWARD, amountFen: 99 } },
  'POST /purchases/{id}/void': { reason: '重复' },
  'POST /purchases/{id}/return': { reason: '缺发票' },
  'POST /purchases/{id}/publicise': { from: '2026-01-01', to: '2026-01-31' },
  'POST /purchases/{id}/objections': { words: '太贵' },
  'POST /purchases/{id}/close': {},
  'POST /purchases/{id}/explanations': { cameraId: UNKNOWN_ID, words: '雷击' },
  'POST /purchases/{id}/cameras': { cameraIds: [UNKNOWN_ID] },
  'POST /purchases/{id}/cameras/match': { rows: [{ serial: 'SN-1' }] },
  // No file that it would take.
  'POST /purchases/{id}/attachments': {},
};

/** Every call that writes money has one of its own. */
export const newKey = (): Readonly<Record<string, string>> => ({ 'idempotency-key': randomUUID() });

const NO_BUILDINGS = { type: 'FeatureCollection', features: [] };

/** Makes, for each route, a request that would succeed, if only one may: with entries of its own each time. */
export class RoleRequests {
  private count = 0;

  constructor(
    private readonly service: Service,
    private readonly villageIds: Readonly<Record<Side, string>>,
  ) {}

  async to(route: string, side: Side): Promise<Asked> {
    const [method, path] = route.split(' ') as [string, string];
    const noun = path.split('/')[1]!;
    const id = path.includes('{id}') ? await this.idFor(path, side, method) : '';
    const number = path.includes('{number}') ? await this.numberFor(noun, side) : '';
    const filled = path
      .replace('{id}', id)
      .replace('{number}', number)
      .replace('{name}', 'town.pmtiles')
      .replace(/\{(?:attachment|camera)Id\}/, UNKNOWN_ID);
    if (!path.includes('{changeId}'))
      return { path: filled + this.query(route, side, id), ...(await this.body(route, side)) };
    return { path: filled.replace('{changeId}', await this.changeOf(noun, id, side)) };
  }

  private async idFor(path: string, side: Side, method: string): Promise<string> {
    if (!path.includes('/buildings')) return this.entry(path.split('/')[1]!, side, method);
    const id = this.villageIds[side];
    if (side !== 'unknown') await this.service.json('PUT', `/api/v1/villages/${id}/buildings`, NO_BUILDINGS);
    return id;
  }

  /** Of a publication; what is public has no sides, and is asked for one that is not there. */
  private async numberFor(noun: string, side: Side): Promise<string> {
    if (noun === 'public' || side === 'unknown') return 'GS-2000-0001';
    const body = this.newEntry('publications', side)!;
    const path = '/api/v1/publications';
    return (await this.service.json<{ number: string }>('POST', path, body, newKey())).number;
  }

  /** The id of an entry that nothing else names. */
  private async entry(noun: string, side: Side, method: string): Promise<string> {
    if (side === 'unknown' && OF_VILLAGES.has(noun)) return UNKNOWN_ID;
    if (noun === 'villages' && method !== 'DELETE') return this.villageIds[side];
    const body = (await this.newDependent(noun, side)) ?? this.newEntry(noun, side);
    if (body === null) return UNKNOWN_ID;
    return (await this.service.json<{ id: string }>('POST', `/api/v1/${noun}`, body, newKey())).id;
  }

  /** Null for what is not made by a single call. */
  private newEntry(noun: string, side: Side): object | null {
    const name = this.name(side);
    switch (noun) {
      case 'villages':
        return { name, kind: 'village' };
      case 'programmes':
      case 'zones':
      case 'tokens':
        return { name: this.name('own') };
      case 'credentials':
        return { name: this.name('own'), username: 'viewer', password: 'a password' };
      case 'users':
        return { name: `user-${(this.count += 1)}`, password: 'the old well is deep', role: 'planner' };
      case 'cameras':
        return {
          name,
          villageId: this.villageIds[side],
          zoneId: LOCAL_ZONE_ID,
          lifecycle: 'planned',
          network: { host: '10.1.1.1', onvif: { port: 80 } },
        };
      case 'places':
        return {
          name,
          villageId: this.villageIds[side],
          kind: '停车场',
          geometry: { type: 'Point', coordinates: [118.47, 24.72] },
          detail: 'observe',
        };
      case 'channels':
        return {
          name,
          villageId: this.villageIds[side],
          // Nobody listens there, so a test message is over at once.
          target: { kind: 'webhook', url: 'http://127.0.0.1:9/', secret: 'a secret that signs' },
        };
      case 'maintenance-windows':
        return {
          name,
          scope: { kind: 'village', id: this.villageIds[side] },
          schedule: { kind: 'daily', startsAt: '02:00', durationMinutes: 30 },
        };
      case 'plans':
        return { name, changes: [this.newPurchase(side)] };
      case 'awards':
        return { ...AWARD, villageId: this.villageIds[side], note: name };
      case 'publications':
        return { villageId: this.villageIds[side], publicFrom: '2026-01-01', publicTo: '2026-01-31' };
      case 'camera-filters':
        return { name: this.name('own'), filter: {} };
      default:
        return null;
    }
  }

  /** Null for what needs nothing else to be there. */
  private async newDependent(noun: string, side: Side): Promise<object | null> {
    if (noun === 'work-orders') return this.newOrder(side);
    return noun === 'purchases'
      ? { villageId: this.villageIds[side], ...(await this.newSpending(side)) }
      : null;
  }

  /** Paid by an award of its own. */
  private async newSpending(side: Side): Promise<object> {
    return {
      boughtOn: '2020-05-01',
      supplier: this.name(side),
      lines: [{ what: '枪机', quantity: 1, unitPriceFen: 100 }],
      funding: [{ awardId: await this.entry('awards', side, 'POST'), amountFen: 100 }],
    };
  }

  /** Of a camera of its own, because a camera has one at a time. */
  private async newOrder(side: Side): Promise<object> {
    return { cameraId: await this.entry('cameras', side, 'POST') };
  }

  private newPurchase(side: Side): object {
    const position = { longitudeDeg: 118.47, latitudeDeg: 24.72 };
    return { kind: 'buy', name: this.name(side), villageId: this.villageIds[side], position };
  }

  private async body(route: string, side: Side): Promise<{ body?: object }> {
    const [method, path] = route.split(' ') as [string, string];
    if (method === 'PATCH')
      return { body: path.startsWith('/users') ? { isDisabled: true } : { name: this.name(side) } };
    if (route === 'POST /cameras/bulk-edit')
      return { body: { filter: { villageId: this.villageIds[side] }, patch: { lifecycle: 'under-repair' } } };
    if (route === 'POST /sessions/current/password')
      return { body: { currentPassword: 'not this one', newPassword: 'the new well is deeper' } };
    if (path.endsWith('/picture-checks') && method === 'PUT')
      return { body: { reason: 'a white wall', checks: {} } };
    if (path.endsWith('/buildings') && method === 'PUT') return { body: NO_BUILDINGS };
    const dependent = path.includes('{') ? null : await this.newDependent(path.slice(1), side);
    if (method === 'POST' && dependent !== null) return { body: dependent };
    if (route === 'POST /purchases/{id}/corrections')
      return { body: { reason: '录错', purchase: await this.newSpending(side) } };
    if (/^POST \/coverage\/what-if(?:\/footprints)?$/.test(route))
      return { body: { changes: [this.newPurchase(side)] } };
    const said = ORDER_STEPS[route] ?? PURCHASE_STEPS[route];
    if (said !== undefined) return { body: said };
    if (method !== 'POST' || path.includes('{')) return {};
    return { body: this.newEntry(path.slice(1), side) ?? {} };
  }

  private query(route: string, side: Side, id: string): string {
    const villageId = `villageId=${this.villageIds[side]}`;
    if (route === 'POST /cameras/bulk-edit') return '?dryRun=false';
    if (/\/(?:frame|live)$/.test(route)) return '?reason=acceptance';
    if (route === 'GET /plans/{id}/comparison') return `?with=${id}`;
    if (route === 'GET /uptime/report') return '?month=2026-01';
    if (route === 'GET /work-orders/figures') return '?month=2026-01';
    if (route === 'GET /work-orders/round') return '?from=24.72,118.47';
    if (route.startsWith('DELETE /purchases')) return '?reason=mistaken';
    if (route === 'POST /purchases/{id}/attachments') return '?kind=invoice';
    if (route === 'GET /uptime') return `?by=camera&${villageId}`;
    if (route.startsWith('GET /coverage')) return `?village=${this.villageIds[side]}`;
    const isNarrowed = [
      '/cameras',
      '/places',
      '/camera-states',
      '/camera-states/summary',
      '/register-quality',
      '/fund-reports',
      '/board/band',
    ];
    return isNarrowed.some((path) => route === `GET ${path}`) ? `?${villageId}` : '';
  }

  /** A change of its name, to be taken back. */
  private async changeOf(noun: string, id: string, side: Side): Promise<string> {
    if (side === 'unknown' && OF_VILLAGES.has(noun)) return UNKNOWN_ID;
    await this.service.json('PATCH', `/api/v1/${noun}/${id}`, { name: this.name(side) });
    const { items } = await this.service.json<{ items: { id: string }[] }>(
      'GET',
      `/api/v1/${noun}/${id}/history?limit=1`,
    );
    return items[0]!.id;
  }

  private name(side: Side): string {
    return `${side === 'other' ? OTHER : '本村'}-${(this.count += 1)}`;
  }
}
