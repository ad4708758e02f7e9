import type { Town } from '../../test/farm/index.js';
import { type ApiClient, listAll } from './api-client.js';

interface Imported {
  readonly summary: { readonly created: number; readonly changed: number; readonly rejected: number };
}

/**
 * Enters what must be seen in a town that stands in the register, what is in the way, and where its villages end. The
 * map of coverage is computed anew with boundaries and places alone, so these come last and as one file each.
 */
export async function registerGrounds(api: ApiClient, town: Town): Promise<void> {
  const villages = await listAll<{ id: string; name: string }>(api, 'villages');
  const idOf = new Map(villages.map(({ id, name }) => [name, id]));
  for (const { key, name } of town.villages) await registerBuildings(api, town, { key, id: idOf.get(name)! });
  const boundaries = town.villages.map(({ name, boundary }) => feature(boundary, { 名称: name }));
  const { changed } = await imported(api, 'villages', boundaries);
  const nameOf = new Map(town.villages.map(({ key, name }) => [key, name]));
  const places = town.places.map(({ villageKey, name, kind, detail, weight, geometry }) =>
    feature(geometry, {
      名称: name,
      '村/社区': nameOf.get(villageKey),
      类型: kind,
      等级: detail,
      权重: weight,
      演示数据: '是',
    }),
  );
  const { created } = await imported(api, 'places', places);
  if (changed !== town.villages.length || created !== town.places.length)
    throw new Error(`only ${changed} boundaries and ${created} places could be imported`);
}

async function registerBuildings(
  api: ApiClient,
  { buildings }: Town,
  { key, id }: { readonly key: string; readonly id: string },
): Promise<void> {
  const features = buildings
    .filter(({ villageKey }) => villageKey === key)
    .map(({ name, heightM, geometry }) => feature(geometry, { name, heightM }));
  await api.send('PUT', `villages/${id}/buildings`, {
    type: 'application/geo+json',
    text: JSON.stringify({ type: 'FeatureCollection', isDemonstration: true, features }),
  });
}

async function imported(
  api: ApiClient,
  noun: 'villages' | 'places',
  features: readonly object[],
): Promise<Imported['summary']> {
  const text = JSON.stringify({ type: 'FeatureCollection', features });
  const file = { type: 'application/octet-stream', text };
  return (await api.send<Imported>('POST', `${noun}/import?wait=true`, file)).summary;
}

function feature(geometry: object, properties: object): object {
  return { type: 'Feature', geometry, properties };
}
