import type { PictureSize, VirtualCamera } from './camera.js';

const MAIN = '/Streaming/Channels/101?transportmode=unicast&profile=MainStream';
const SUB = '/Streaming/Channels/102?transportmode=unicast&profile=SubStream';

/** Path and query of the stream of a profile: the main one is 1080p, the sub one (where there is one) 360p. */
export function streamPath(
  { size }: Pick<VirtualCamera, 'size'>,
  profile: 'main' | 'smallest' = 'smallest',
): string {
  return profile === 'main' || size === '1080p' ? MAIN : SUB;
}

/** What a camera shows under an RTSP URI; null where it has no such stream. */
export function sizeAt({ size }: VirtualCamera, uri: string): PictureSize | null {
  const path = uri.replace(/^rtsps?:\/\/[^/]*/i, '');
  if (path.startsWith('/Streaming/Channels/101')) return '1080p';
  return path.startsWith('/Streaming/Channels/102') && size === '360p' ? '360p' : null;
}
