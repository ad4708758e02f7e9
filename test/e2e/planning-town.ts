import { type At, CoverageTown, point } from './coverage-town.js';

export interface EffectAnswer {
  readonly places: readonly {
    readonly place: { readonly name: string };
    readonly before: string;
    readonly after: string;
  }[];
}
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

/** What is asked for, how its refusal is called, and some of its words. */
export type Mistake<T> = [what: string, asked: () => T, code: string, words: string];

/** What a mistake is answered with. */
export const wanted = (code: string, words: string) => ({
  status: ['invalid-request', 'too-many-options'].includes(code) ? 400 : 422,
  code,
  detail: expect.stringContaining(words),
});

/** One long answer at a time, and one that can be very long. */
const SETTINGS = { COVERAGE_PLANNING_AT_ONCE: '1', COVERAGE_PLANNING_MAX_OPTIONS: '2000000' };

export const UNKNOWN = '019a0000-0000-7000-8000-00000000dead';

export function position(at: At) {
  const [longitudeDeg, latitudeDeg] = point(at);
  return { longitudeDeg, latitudeDeg };
}

/**
 * 村口 is seen by one live camera, 桥头 by one that failed, 学校 by none; cameras recognise what is 5.7 to 11.4 m ahead.
 */
export class PlanningTown {
  town!: CoverageTown;
  villageId = '';
  live = '';
  broken = '';
  readonly places: Record<string, string> = {};

  async open(): Promise<void> {
    this.town = await CoverageTown.start(SETTINGS);
    this.villageId = await this.town.village('上坡村');
    for (const [name, eastM, weight] of [
      ['村口', 0, 3],
      ['桥头', 50, 2],
      ['学校', -50, 5],
    ] as const) {
      const geometry = { type: 'Point', coordinates: point([eastM, 10]) };
      this.places[name] = await this.town.place(this.villageId, name, geometry, { weight });
    }
    this.live = await this.town.camera(this.villageId, [0, 0], { poleNumber: 'P1' });
    this.broken = await this.town.camera(this.villageId, [50, 0]);
    await this.known(2);
    this.town.sees(this.live);
    this.town.fails(this.broken);
    await this.town.until<{ total: { gapWeight: number; places: { fragile: number } } }>(
      'coverage',
      ({ total }) => total.gapWeight === 7 && total.places.fragile === 1,
    );
  }

  close(): Promise<void> {
    return this.town.close();
  }

  /** Verdicts of cameras that uptime does not know yet are of nobody. */
  async known(cameras: number): Promise<void> {
    await this.town.until<{ items: object[] }>('camera-states', ({ items }) => items.length === cameras);
  }

  ask<T>(path: string, body: object): Promise<T> {
    return this.town.service.json<T>('POST', `/api/v1/${path}`, body);
  }

  async refusal(path: string, body?: object): Promise<Problem> {
    const response = await this.town.service.request(body ? 'POST' : 'GET', `/api/v1/${path}`, body);
    return response.json() as Promise<Problem>;
  }

  buy(at: At, more: object = {}) {
    const hung = { villageId: this.villageId, position: position(at), headingDeg: 0 };
    return { kind: 'buy', name: '新摄像机', ...hung, costFen: 350_000, ...more };
  }
}
