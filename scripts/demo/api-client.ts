export interface ApiClient {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown): Promise<T>;
  /** As a file of this media type. */
  send<T>(method: 'POST' | 'PUT', path: string, file: { type: string; text: string }): Promise<T>;
}

/** The HTTP API as any program would use it: a base address and a bearer token. */
export function apiClient(baseUrl: string, token: string): ApiClient {
  const call = async <T>(method: string, path: string, body?: { type: string; text: string }): Promise<T> => {
    const response = await fetch(`${baseUrl}/api/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': body.type }),
      },
      ...(body === undefined ? {} : { body: body.text }),
    });
    const answer = await response.text();
    if (!response.ok)
      throw new Error(`${method} ${path} answered ${response.status}: ${answer.slice(0, 400)}`);
    return JSON.parse(answer) as T;
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, { type: 'application/json', text: JSON.stringify(body) }),
    send: call,
  };
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Every item of a cursor-paged list; the path may have parameters of its own. */
export async function listAll<T>(api: Pick<ApiClient, 'get'>, path: string): Promise<T[]> {
  const first = `${path}${path.includes('?') ? '&' : '?'}limit=1000`;
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page<T> = await api.get(`${first}${more}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}
