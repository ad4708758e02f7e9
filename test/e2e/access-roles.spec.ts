import { Browser, newPerson, PASSWORD } from './access-people.js';
import { type Asked, newKey, OTHER, RoleRequests, type Side, UNKNOWN_ID } from './access-role-requests.js';
import { type Column, COLUMNS, ROLE_TABLE } from './access-role-table.js';
import { type Service, startService } from './service.js';

interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Groups {
  readonly groups: readonly { readonly cameras: number }[];
}

const LIMITED: readonly Column[] = ['local', 'village'];
const SETTINGS = {
  METRICS_OPEN_TO: '',
  ACCESS_ATTEMPTS_BY_ACCOUNT: '100',
  ACCESS_ATTEMPTS_BY_ADDRESS: '1000',
  NOTIFY_TRUSTED_HOSTS: '127.0.0.1',
};

describe('every role at every route, at the own village and at another', () => {
  let service: Service;
  let requests: RoleRequests;
  const people = {} as Record<Column, Browser>;

  beforeAll(async () => {
    service = await startService(SETTINGS);
    const enter = async (name: string): Promise<string> =>
      (await service.json<{ id: string }>('POST', '/api/v1/villages', { name, kind: 'village' })).id;
    const villageIds = { own: await enter('本村'), other: await enter(OTHER), unknown: UNKNOWN_ID };
    requests = new RoleRequests(service, villageIds);
    for (const column of COLUMNS) {
      const role = column === 'local' ? 'technician' : column;
      const grant = { role, villageIds: LIMITED.includes(column) ? [villageIds.own] : null };
      people[column] = column === 'nobody' ? new Browser(service) : await newPerson(service, column, grant);
    }
    // Something of the other village, for what it must not leak into.
    for (const side of ['own', 'other'] as const) await requests.to('GET /cameras/{id}', side);
  }, 20_000);

  afterAll(() => service.close());

  async function ask(column: Column, route: string, asked: Asked): Promise<{ status: number; text: string }> {
    const [method, path] = route.split(' ') as [string, string];
    const isOutside = path.startsWith('/health') || path === '/metrics';
    const response = await people[column].send(
      method,
      `${isOutside ? '../..' : '.'}${asked.path}`,
      asked.body,
      { 'sec-fetch-site': 'same-origin', ...newKey() },
    );
    const text = await (isEndless(response) ? firstWords(response) : response.text());
    if (path.startsWith('/sessions') && column !== 'nobody') await people[column].logIn(column, PASSWORD);
    return { status: response.status, text };
  }

  it('has a row for every route, and none for what is no route', async () => {
    const { paths } = (await (await fetch(`${service.url}/api/docs-json`)).json()) as ApiDocument;
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/^\/api\/v1/, '')}`),
    );

    expect(ROLE_TABLE.map(({ route }) => route).toSorted()).toEqual(routes.toSorted());
  });

  it.each(['uptime?by=town', 'uptime?by=programme', 'camera-states/summary?by=town'])(
    'counts for the limited only what is theirs: %s',
    async (path) => {
      const count = async (column: Column): Promise<number> => {
        const { groups } = (await (await people[column].send('GET', path)).json()) as Groups;
        return groups.reduce((sum, { cameras }) => sum + cameras, 0);
      };

      // The book of states hears of a new camera after its commit.
      while ((await count('admin')) < 2);
      expect([await count('admin'), await count('village'), await count('local')]).toEqual([2, 1, 1]);
    },
  );

  describe.each(ROLE_TABLE)('$route', ({ route, ...expected }) => {
    it.each(['own', 'other'] as const)('at the %s village', async (side: 'own' | 'other') => {
      const statuses: Partial<Record<Column, number>> = {};
      const told: string[] = [];
      for (const column of COLUMNS) {
        const { status, text } = await ask(column, route, await requests.to(route, side));
        statuses[column] = status;
        if (LIMITED.includes(column) && side === 'own') told.push(text);
      }

      expect(statuses).toEqual(expected[side]);
      // Not even in a list, a sum or a refusal.
      expect(told.filter((text) => text.includes(OTHER))).toEqual([]);
    });

    it.each(LIMITED)('answers %s at the other village as at one that is not there', async (column) => {
      const [other, unknown] = [await answerTo(column, 'other'), await answerTo(column, 'unknown')];

      expect(other).toEqual(unknown);
    });

    /** The answer, with every id in it the same; what was written is another entry each time. */
    async function answerTo(column: Column, side: Side): Promise<unknown> {
      const { status, text } = await ask(column, route, await requests.to(route, side));
      return status < 400 ? status : [status, text.replaceAll(/[0-9a-f-]{36}/g, '{id}')];
    }
  });
});

/** What goes on for as long as somebody listens. */
function isEndless(response: Response): boolean {
  return response.ok && response.url.endsWith('/board/events');
}

async function firstWords(response: Response): Promise<string> {
  const reader = response.body!.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}
