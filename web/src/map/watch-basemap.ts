import type { Map as MapLibre } from 'maplibre-gl';
import { type BasemapFault, basemapFault } from './basemap-fault.ts';
import { isBasemap } from './basemap.ts';

/** So long nothing may come before it is said that nothing does. */
const PATIENCE_MS = 15_000;

interface SourceEvent {
  readonly sourceId?: string;
  readonly tile?: { readonly state?: string };
  readonly error?: unknown;
}

/**
 * Tells whether tiles come, each time the map has come to rest: null as soon as one did, else why none does. Tiles that are
 * missing here and there are no fault: the grid shows through.
 */
export function watchBasemap(map: MapLibre, tell: (fault: BasemapFault | null) => void): void {
  let came = 0;
  let everCame = 0;
  let failed: BasemapFault | null = null;
  map.on('sourcedata', (event) => {
    if (eventOf(event)?.tile?.state !== 'loaded') return;
    came += 1;
    everCame += 1;
    if (everCame === 1) tell(null);
  });
  // Whoever listens to errors keeps them out of the console.
  map.on('error', (event) => {
    if (eventOf(event) !== null) failed = basemapFault(event.error);
    else console.error(event.error);
  });
  map.on('idle', () => {
    if (came > 0) tell(null);
    else if (failed !== null) tell(failed);
    else if (everCame === 0 && hasBasemap(map)) tell({ reason: 'missing', status: 404 });
    [came, failed] = [0, null];
  });
  const waiting = setTimeout(() => {
    if (everCame === 0 && hasBasemap(map)) tell(failed ?? { reason: 'silent', status: null });
  }, PATIENCE_MS);
  map.on('remove', () => clearTimeout(waiting));
}

function eventOf(event: object): SourceEvent | null {
  const { sourceId } = event as SourceEvent;
  return sourceId !== undefined && isBasemap(sourceId) ? (event as SourceEvent) : null;
}

function hasBasemap(map: MapLibre): boolean {
  return Object.keys(map.getStyle().sources).some((id) => isBasemap(id));
}
