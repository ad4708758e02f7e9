/**
 * Sites where article 8 of 国令第799号 (公共安全视频图像信息系统管理条例, in force 2025-04-01) forbids cameras: the inside
 * of rooms where people sleep, wash, change or nurse.
 */
const FORBIDDEN = [
  ['客房', '包间', 'guest room', 'guestroom', 'hotel room'],
  ['宿舍', 'dormitory', 'dormitories', 'dorm'],
  ['浴室', '淋浴', '澡堂', 'bathroom', 'shower'],
  ['卫生间', '厕所', '洗手间', '盥洗室', 'toilet', 'restroom', 'lavatory', 'washroom'],
  ['更衣', 'changing room', 'dressing room', 'locker room'],
  ['哺乳', '母婴室', 'nursing room', 'lactation room'],
  ['试衣', 'fitting room'],
].flat();

const ROOMS = FORBIDDEN.toSorted((a, b) => b.length - a.length).join('|');

/** 宿舍楼外 and `outside the dormitory` name a place from which the forbidden room is not seen. */
const OUTSIDE = new RegExp(
  [
    `(${ROOMS})[室间楼栋区]*(门口|大门|门外|外围|外墙|外|周边|楼前|路口)`,
    `outside (of )?(the )?(${ROOMS})s?`,
    `(${ROOMS})s?( building)? (entrance|gate)`,
  ].join('|'),
  'g',
);

/** The word for which article 8 forbids a camera at this kind of site; null when it does not. */
export function forbiddenSite(siteKind: string): string | null {
  const kind = siteKind
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .replaceAll(OUTSIDE, '');
  return kind.match(new RegExp(ROOMS))?.[0] ?? null;
}
