import type { Config } from '../config/config.js';

type Basemap = Pick<Config['map'], 'basemap' | 'url'>;

/** 天地图 hands its tiles out from t0 to t7. */
const TIANDITU = 'https://*.tianditu.gov.cn';

/**
 * Headers of every page: only what this service sends is shown or run, and no other site shows it in a frame. The one other
 * host that pages may ask is where the tiles of the map are, if the town has said one.
 */
export function pagesPolicy(map: Basemap): Readonly<Record<string, string>> {
  const tiles = tilesOrigin(map);
  const also = tiles === null ? '' : ` ${tiles}`;
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      `img-src 'self' data: blob:${also}`,
      // Live view plays through Media Source Extensions.
      'media-src blob:',
      "font-src 'self'",
      `connect-src 'self'${also}`,
      "worker-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(self)',
  };
}

/** Null where tiles come from this service, or from nowhere. */
function tilesOrigin({ basemap, url }: Basemap): string | null {
  if (basemap === 'tianditu') return TIANDITU;
  return url !== null && URL.canParse(url) ? new URL(url).origin : null;
}
