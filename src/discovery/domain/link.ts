import type { Match } from './match.js';

/**
 * The camera that a candidate is remembered to be. Another device at a camera's address is not that camera, whatever
 * it was before; where nothing can be said, what was known stays.
 */
export function linkOf(match: Match, before: string | null): string | null {
  switch (match.kind) {
    case 'known':
    case 'moved':
      return match.cameraId;
    case 'differs':
      return match.by === 'address' &&
        match.differences.some(({ fact }) => fact === 'mac' || fact === 'serial')
        ? null
        : match.cameraId;
    case 'new':
    case 'ambiguous':
      return before;
  }
}
