import type { Position } from '../../../kernel/geography.js';
import type { Camera } from '../camera.js';
import type { Outlook } from './duplicates.js';
import { concerned, type Finding, words } from './finding.js';

/** The bearing of each code of 监视方位, degrees clockwise from north; 9 全向 looks all around. */
const BEARING_DEG: Readonly<Record<string, number | null>> = {
  1: 90,
  2: 270,
  3: 180,
  4: 0,
  5: 135,
  6: 45,
  7: 225,
  8: 315,
  9: null,
};

/** Where a camera hangs and looks; undefined where the register does not say both. */
export function outlookOf({ id, name, villageId, position, register }: Camera): Outlook | undefined {
  const { headingDeg, direction } = register;
  if (position === null || (headingDeg === null && direction === null)) return undefined;
  const bearingDeg = headingDeg ?? BEARING_DEG[direction!] ?? null;
  return { id, name, villageId, ...position, bearingDeg };
}

/** `isInside` answers for the village's boundary; null where that is not known, and nothing can be said. */
export function outsidePositions(
  cameras: readonly Camera[],
  isInside: ((position: Position) => boolean) | null,
): Finding {
  const outside =
    isInside === null ? [] : cameras.filter(({ position }) => position !== null && !isInside(position));
  return {
    code: 'outside-village',
    article: null,
    text: words('坐标在本村/社区边界之外', "the position is outside the village's boundary"),
    advice: words(
      '核对经纬度是否颠倒、坐标系是否为 WGS 84，或更正所属村',
      'look whether latitude and longitude are swapped or of another system, or whether it is of another village',
    ),
    cameras: outside.map((camera) => {
      const { latitudeDeg, longitudeDeg } = camera.position!;
      const at = `${latitudeDeg.toFixed(6)}, ${longitudeDeg.toFixed(6)}`;
      return concerned(camera, words(`纬度、经度：${at}`, `latitude, longitude: ${at}`));
    }),
  };
}
