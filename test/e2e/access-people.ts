import type { Service } from './service.js';

export const FIRST_PASSWORD = 'the first word is not mine';
export const PASSWORD = 'lanterns over the old bridge';

export interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly [key: string]: unknown;
}

/** A browser, as far as the service can tell: it sends its cookie and says where it comes from. */
export class Browser {
  cookie = '';

  constructor(private readonly service: Service) {}

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = { 'sec-fetch-site': 'same-origin' },
  ): Promise<Response> {
    const response = await fetch(`${this.service.url}/api/v1/${path}`, {
      method,
      headers: {
        ...headers,
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) this.cookie = set.split(';')[0]!;
    return response;
  }

  async status(method: string, path: string, body?: unknown): Promise<number> {
    return (await this.send(method, path, body)).status;
  }

  async problem(method: string, path: string, body?: unknown): Promise<readonly [number, string]> {
    const response = await this.send(method, path, body);
    return [response.status, ((await response.json()) as Problem).code];
  }

  logIn(username: string, password: string): Promise<Response> {
    return this.send('POST', 'sessions', { username, password });
  }
}

/** A user who has chosen a password of their own, signed in. */
export async function newPerson(service: Service, name: string, grant: object): Promise<Browser> {
  await service.json('POST', '/api/v1/users', { name, password: FIRST_PASSWORD, ...grant });
  const browser = new Browser(service);
  await browser.logIn(name, FIRST_PASSWORD);
  const change = { currentPassword: FIRST_PASSWORD, newPassword: PASSWORD };
  const changed = await browser.send('POST', 'sessions/current/password', change);
  if (!changed.ok) throw new Error(`${name} could not choose a password: ${await changed.text()}`);
  return browser;
}

export function bearer(service: Service, token: string): (method: string, path: string) => Promise<Response> {
  return (method, path) =>
    fetch(`${service.url}/api/v1/${path}`, { method, headers: { authorization: `Bearer ${token}` } });
}
