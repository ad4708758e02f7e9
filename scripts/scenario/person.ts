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

  async text(method: string, path: string, body?: Uint8Array | string, type = ''): Promise<string> {
    return (await this.send(method, path, body, type)).text();
  }

  async bytes(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.send('GET', path)).arrayBuffer());
  }

  private async send(method: string, path: string, body?: Uint8Array | string, type = ''): Promise<Response> {
    const response = await fetch(`${this.url}/api/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined ? {} : { body: body as never }),
    });
    if (response.ok) return response;
    const text = (await response.text()).slice(0, 500);
    throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  }
}

interface Newcomer {
  readonly name: string;
  readonly role: string;
}

/** The admin enters a user; she signs in, chooses a password of her own, and makes herself a token. */
export async function hire(url: string, admin: Person, { name, role }: Newcomer): Promise<Person> {
  const [first, own] = ['the first word is not mine', `lanterns over the old bridge of ${name}`];
  await admin.json('POST', 'users', { name, role, password: first });
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
