/**
 * Sites where article 8 of 国令第799号 (公共安全视频图像信息系统管理条例, in force 2025-04-01) forbids cameras: rooms where
 * people sleep, wash, change or nurse.
 */
const FORBIDDEN = [
  ['客房', 'guest room', 'guestroom', 'hotel room'],
  ['宿舍', 'dormitory', 'dorm'],
  ['浴室', '淋浴', '澡堂', 'bathroom', 'shower'],
  ['卫生间', '厕所', '洗手间', 'toilet', 'restroom', 'lavatory'],
  ['更衣', 'changing room', 'dressing room', 'locker room'],
  ['哺乳', '母婴室', 'nursing room'],
  ['试衣', 'fitting room'],
] as const;

/** Words such as 宿舍楼外 name the outside of a building and are allowed. */
const OUTSIDE = ['外', '门口', '周边', '楼前', '路口', 'outside', 'entrance'];

/** The word for which article 8 forbids a camera at this kind of site; null when it does not. */
export function forbiddenSite(siteKind: string): string | null {
  const kind = siteKind.toLowerCase();
  if (OUTSIDE.some((word) => kind.includes(word))) return null;
  return FORBIDDEN.flat().find((word) => kind.includes(word)) ?? null;
}
