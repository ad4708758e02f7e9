import { randomUUID } from 'node:crypto';

/** How the API said no. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

/** Somebody at work with a token: the HTTP API as a program of theirs would use it. */
export class Person {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** The same after the service was started again elsewhere. */
  at(url: string): Person {
    return new Person(url, this.token);
  }

  get<T>(path: string): Promise<T> {
    return this.json('GET', path);
  }

  json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const content = body === undefined ? undefined : JSON.stringify(body);
    return this.text(method, path, content, 'application/json').then((text) => JSON.parse(text) as T);
  }

  upload<T>(path: string, file: Uint8Array | string): Promise<T> {
    return this.text('POST', path, file, 'application/octet-stream').then((text) => JSON.parse(text) as T);
  }

  /** Writes money: each call has a key of its own. */
  async write<T>(path: string, body: unknown): Promise<T> {
    const response = await this.answer('POST', path, JSON.stringify(body), {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    });
    return (await this.taken(response, `POST ${path}`).then((taken) => taken.json())) as T;
  }

  /** What somebody is told who must be refused, as a call of money would be; `not refused` where they are not. */
  async refusal(method: string, path: string, body?: unknown): Promise<Refusal> {
    const content = body === undefined ? undefined : JSON.stringify(body);
    const response = await this.answer(method, path, content, {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      'idempotency-key': randomUUID(),
    });
    if (response.ok) return { status: response.status, code: 'not refused', detail: '' };
    const { code, detail } = (await response.json()) as Refusal;
    return { status: response.status, code, detail };
  }

  async text(method: string, path: string, body?: Uint8Array | string, type = ''): Promise<string> {
    return (await this.send(method, path, body, type)).text();
  }

  async bytes(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.send('GET', path)).arrayBuffer());
  }

  private async send(method: string, path: string, body?: Uint8Array | string, type = ''): Promise<Response> {
    const headers: Record<string, string> = body === undefined ? {} : { 'content-type': type };
    return this.taken(await this.answer(method, path, body, headers), `${method} ${path}`);
  }

  private answer(
    method: string,
    path: string,
    body: Uint8Array | string | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<Response> {
    return fetch(`${this.url}/api/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...headers },
      ...(body === undefined ? {} : { body: body as never }),
    });
  }

  private async taken(response: Response, what: string): Promise<Response> {
    if (response.ok) return response;
    const text = (await response.text()).slice(0, 500);
    throw new Error(`${what} answered ${response.status}: ${text}`);
  }
}

interface Newcomer {
  readonly name: string;
  readonly role: string;
  /** The villages whose rows exist for them; all where it is left out. */
  readonly villageIds?: readonly string[];
  /** That they sign in to the pages with; one that nobody knows where it is left out. */
  readonly password?: string;
}

/** The admin enters a user; she signs in, chooses a password, and makes herself a token. */
export async function hire(url: string, admin: Person, newcomer: Newcomer): Promise<Person> {
  const { name, password: own = randomUUID() } = newcomer;
  const first = randomUUID();
  await admin.json('POST', 'users', { ...newcomer, password: first });
  let cookie = '';
  const send = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const response = await fetch(`${url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie },
      body: JSON.stringify(body),
    });
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  };
  await send('sessions', { username: name, password: first });
  await send('sessions/current/password', { currentPassword: first, newPassword: own });
  const { token } = await send('tokens', { name: 'scenario' });
  return new Person(url, String(token));
}
