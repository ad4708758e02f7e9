import { api, told } from '../../api/client.ts';
import type { GroupNoun } from './group-nouns.ts';

export type Entry = Readonly<Record<string, unknown>> & { readonly id: string; readonly name: string };

export interface ReadEntry {
  readonly entry: Entry;
  readonly etag: string;
}
type Noun = GroupNoun['noun'];
type Query = { limit: number; cursor?: string };

/** The four kinds share their routes; they differ by their fields alone. */
export const groupApi = {
  page: (noun: Noun, query: Query) =>
    told(api.GET(`/api/v1/${noun}`, { params: { query } })) as unknown as Promise<{
      items: readonly Entry[];
      nextCursor: string | null;
    }>,
  /** As it is now, with its version, so that nobody's change is written over. */
  read: async (noun: Noun, id: string): Promise<ReadEntry> => {
    const { data, response } = await api.GET(`/api/v1/${noun}/{id}`, { params: { path: { id } } });
    return { entry: data as unknown as Entry, etag: response.headers.get('etag') ?? '*' };
  },
  enter: (noun: Noun, entry: object) => api.POST(`/api/v1/${noun}`, { body: entry as never }),
  change: (noun: Noun, { id, etag, patch }: { id: string; etag: string; patch: object }) =>
    api.PATCH(`/api/v1/${noun}/{id}`, {
      params: { path: { id }, header: { 'If-Match': etag } },
      body: patch as never,
    }),
  remove: (noun: Noun, id: string) => api.DELETE(`/api/v1/${noun}/{id}`, { params: { path: { id } } }),
};
