import { Registry } from '../../src/registry/index.js';
import { clear } from './clear.js';
import { EVERY_COLUMN } from './registry-columns.js';
import { type Service, startService } from './service.js';

interface Report {
  readonly villages: readonly {
    readonly village: { readonly name: string };
    readonly cameras: number;
    readonly complete: number;
    readonly completeRatio: number | null;
    readonly findings: readonly {
      readonly code: string;
      readonly article: number | null;
      readonly text: { readonly zh: string; readonly en: string };
      readonly advice: { readonly zh: string; readonly en: string };
      readonly count: number;
      readonly cameras: readonly { readonly name: string; readonly detail: { readonly en: string } }[];
    }[];
  }[];
}

const NOBODY = '019a0000-0000-7000-8000-00000000dead';
const SQUARE = [
  [118.4, 24.7],
  [118.5, 24.7],
  [118.5, 24.8],
  [118.4, 24.8],
  [118.4, 24.7],
];
const BOUNDARY = { type: 'Polygon', coordinates: [SQUARE] };

describe('the quality report', () => {
  let service: Service;
  let villageId: string;
  let serial = 0;
  const enter = async (noun: string, body: unknown): Promise<string> =>
    (await service.json<{ id: string }>('POST', `/api/v1/${noun}`, body)).id;
  /** A camera of which nothing is to be said, but for what the test says. */
  const camera = (name: string, { register, network, ...more }: Record<string, object | string> = {}) => {
    serial += 1;
    return enter('cameras', {
      name,
      villageId,
      deviceCode: `3505821010131200${String(serial).padStart(4, '0')}`,
      lifecycle: 'under-repair',
      position: { latitudeDeg: 24.75 + serial / 1_000, longitudeDeg: 118.45 },
      network: {
        host: `10.1.1.${serial}`,
        mac: `AA-BB-CC-00-00-0${serial}`,
        onvif: { port: 80 },
        ...(network as object),
      },
      register: { ...EVERY_COLUMN, constructionUnit: '晋江市公安局', ...(register as object) },
      ...more,
    });
  };
  const report = (query = '') => service.json<Report>('GET', `/api/v1/register-quality${query}`);
  const findings = async () =>
    (await report(`?villageId=${villageId}`)).villages[0]!.findings.map(({ code, article, cameras }) => [
      code,
      article,
      cameras.map(({ name, detail }) => `${name}: ${detail.en}`),
    ]);

  beforeAll(async () => {
    service = await startService();
  });

  afterAll(() => service?.close());

  beforeEach(async () => {
    serial = 0;
    villageId = await enter('villages', { name: '上坡村', kind: 'village', boundary: BOUNDARY });
  });

  afterEach(() => clear(service, 'cameras', 'villages'));

  it('has nothing to say of a register that is in order', async () => {
    await camera('a');
    await camera('b');
    await enter('villages', { name: '桥头村', kind: 'village' });

    expect((await report()).villages).toMatchObject([
      { village: { name: '上坡村' }, cameras: 2, complete: 2, completeRatio: 1, findings: [] },
      { village: { name: '桥头村' }, cameras: 0, complete: 0, completeRatio: null, findings: [] },
    ]);
  });

  it('names what is missing, and says what to do in both languages', async () => {
    await camera('a', { register: { managementUnit: null } as never });
    await camera('b');

    const [village] = (await report()).villages;
    expect(village).toMatchObject({ cameras: 2, complete: 1, completeRatio: 0.5 });
    expect(village!.findings).toEqual([
      {
        code: 'mandatory-fields-missing',
        article: null,
        text: { zh: '一机一档必填项不全', en: 'mandatory fields of the register are empty' },
        advice: {
          zh: '补全所列字段，或用模板导入',
          en: 'fill in the fields listed, one by one or by an import',
        },
        count: 1,
        cameras: [
          {
            id: expect.any(String),
            name: 'a',
            detail: { zh: '缺少：管理单位', en: 'missing: managementUnit' },
          },
        ],
      },
    ]);
  });

  it('finds doubles, also across villages, and two that look the same way from one spot', async () => {
    const here = { latitudeDeg: 24.75, longitudeDeg: 118.45 };
    await camera('a', { position: here });
    await camera('b', { position: here, network: { host: '10.1.1.77' } });
    const other = await enter('villages', { name: '桥头村', kind: 'village' });
    await camera('c', { villageId: other, network: { host: '10.1.1.77', mac: 'AA-BB-CC-00-00-01' } });

    expect(await findings()).toEqual([
      ['same-address', null, ['b: the same as c']],
      ['same-mac', null, ['a: the same as c']],
      ['same-spot', null, ['a: the same as b', 'b: the same as a']],
    ]);
  });

  it('compares the register with what probing found', async () => {
    const id = await camera('a');
    const facts = { vendor: 'Dahua', model: 'DS-2CD3T46', firmware: 'V5.7.4', serial: null, mac: null };
    await service.app.get(Registry).recordObserved(id, facts, Date.now());

    expect(await findings()).toEqual([
      [
        'observed-otherwise',
        null,
        ['a: vendor: 海康 here, Dahua there; firmware: V5.7.3 here, V5.7.4 there'],
      ],
    ]);
  });

  it('finds what hangs outside, and what the law asks', async () => {
    await camera('a', { position: { latitudeDeg: 24.9, longitudeDeg: 118.45 } });
    await camera('b', {
      register: { retentionDays: 15, filingNumber: null, filedOn: null, hasSign: false } as never,
    });
    await camera('c', { register: { constructionUnit: '上坡村村委会' } });

    expect(await findings()).toEqual([
      ['outside-village', null, ['a: latitude, longitude: 24.900000, 118.450000']],
      ['village-builds-on-main-road', 7, ['c: built by 上坡村村委会']],
      ['sign-missing', 13, ['b: it has no sign']],
      ['filing-overdue', 14, [expect.stringMatching(/^b: installed on 2021-05-01, \d+ days overdue$/)]],
      ['retention-too-short', 17, ['b: kept for 15 days']],
    ]);
  });

  it('leaves dismantled cameras alone, lists as many as asked for and counts all', async () => {
    await camera('gone', { lifecycle: 'removed', register: { retentionDays: 1 } as never });
    for (const name of ['a', 'b', 'c']) await camera(name, { register: { retentionDays: 1 } as never });

    const [village] = (await report('?limit=1')).villages;
    expect(village!.findings).toMatchObject([
      { code: 'retention-too-short', count: 3, cameras: [{ name: 'a' }] },
    ]);
    expect(village!.cameras).toBe(3);
  });

  it('knows no village that is not there', async () => {
    const answer = await service.request('GET', `/api/v1/register-quality?villageId=${NOBODY}`);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      404,
      'no-such-village',
    ]);
  });
});
