import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Configuration, Provider } from 'oidc-provider';

export interface OidcTown {
  readonly issuer: string;
  close(): Promise<void>;
}

/** A real OpenID Connect provider on loopback, whose login form takes any name and password. */
export async function startOidcProvider(callbackUrl: string, more: Configuration = {}): Promise<OidcTown> {
  const server: Server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'shouwang', client_secret: 'a secret of both', redirect_uris: [callbackUrl] }],
    cookies: { keys: ['a key for cookies'] },
    claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email', 'email_verified'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({
        sub: `subject-${id}`,
        preferred_username: id,
        email: `${id}@town.example`,
        email_verified: id !== 'chen',
      }),
    }),
    ...more,
  });
  const handle = provider.callback();
  return {
    issuer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A browser that keeps its cookies by name and follows nothing by itself. */
export class Traveller {
  private readonly jars = new Map<string, Map<string, string>>();

  async go(url: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const { host } = new URL(url);
    const jar = this.jars.get(host) ?? new Map<string, string>();
    this.jars.set(host, jar);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0]!.split('=') as [string, string];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  /** Signs in at the provider's own pages, up to the address that it sends the browser back to. */
  async signInAt(start: string, login: string): Promise<string> {
    let url = start;
    for (let step = 0; step < 12; step += 1) {
      const response = await this.go(url);
      const next = response.headers.get('location');
      if (next !== null) {
        url = new URL(next, url).href;
        if (new URL(url).pathname.endsWith('/callback')) return url;
        continue;
      }
      const page = await response.text();
      const action = /action="([^"]+)"/.exec(page)?.[1];
      if (action === undefined) throw new Error(`no form at ${url}: ${page.slice(0, 300)}`);
      const prompt = /name="prompt" value="([^"]+)"/.exec(page)![1]!;
      const sent = await this.go(new URL(action, url).href, { prompt, login, password: 'any' });
      url = new URL(sent.headers.get('location')!, url).href;
      if (new URL(url).pathname.endsWith('/callback')) return url;
    }
    throw new Error('the provider never sent the browser back');
  }
}
