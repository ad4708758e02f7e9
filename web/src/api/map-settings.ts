import { askSettings, type Settings } from './settings.ts';

export type MapSettings = Settings['map'];

/** What the town has said of its map; null where it cannot be known, and the ground stays empty. */
export function mapSettings(): Promise<MapSettings | null> {
  return askSettings().then(
    ({ map }) => map,
    () => null,
  );
}
