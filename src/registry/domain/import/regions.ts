/** Degrees, WGS 84. */
export interface Region {
  readonly name: { readonly zh: string; readonly en: string };
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const region = (zh: string, en: string, [west, south, east, north]: readonly number[]): Region => ({
  name: { zh, en },
  west: west!,
  south: south!,
  east: east!,
  north: north!,
});

export const CHINA = region('中国', 'China', [73, 3, 136, 54]);

/** Rectangles around the provinces by the first two digits of their codes: roughly, and a little too large. */
const PROVINCES: Readonly<Record<string, Region>> = {
  11: region('北京', 'Beijing', [115.1, 39.1, 117.8, 41.4]),
  12: region('天津', 'Tianjin', [116.4, 38.2, 118.4, 40.6]),
  13: region('河北', 'Hebei', [113.1, 35.7, 120.2, 43]),
  14: region('山西', 'Shanxi', [109.9, 34.2, 114.9, 41.1]),
  15: region('内蒙古', 'Inner Mongolia', [96.8, 37.1, 126.4, 53.7]),
  21: region('辽宁', 'Liaoning', [118.5, 38.4, 126.1, 43.8]),
  22: region('吉林', 'Jilin', [121.3, 40.5, 131.7, 46.6]),
  23: region('黑龙江', 'Heilongjiang', [120.8, 43.1, 135.4, 53.9]),
  31: region('上海', 'Shanghai', [120.5, 30.3, 122.6, 32.2]),
  32: region('江苏', 'Jiangsu', [116, 30.4, 122.3, 35.5]),
  33: region('浙江', 'Zhejiang', [117.7, 26.7, 123.5, 31.5]),
  34: region('安徽', 'Anhui', [114.5, 29.1, 120, 35]),
  35: region('福建', 'Fujian', [115.5, 23.2, 121.1, 28.7]),
  36: region('江西', 'Jiangxi', [113.2, 24.1, 118.8, 30.4]),
  37: region('山东', 'Shandong', [114.5, 34, 123.1, 38.7]),
  41: region('河南', 'Henan', [110, 31, 117, 36.7]),
  42: region('湖北', 'Hubei', [108, 28.7, 116.5, 33.6]),
  43: region('湖南', 'Hunan', [108.4, 24.3, 114.6, 30.5]),
  44: region('广东', 'Guangdong', [109.3, 19.8, 117.7, 25.9]),
  45: region('广西', 'Guangxi', [104.1, 20.5, 112.4, 26.7]),
  46: region('海南', 'Hainan', [107.7, 3, 118.5, 20.5]),
  50: region('重庆', 'Chongqing', [104.9, 27.8, 110.5, 32.6]),
  51: region('四川', 'Sichuan', [97, 25.7, 108.9, 34.7]),
  52: region('贵州', 'Guizhou', [103.3, 24.3, 109.9, 29.6]),
  53: region('云南', 'Yunnan', [97.2, 20.8, 106.5, 29.6]),
  54: region('西藏', 'Tibet', [78, 26.5, 99.5, 36.9]),
  61: region('陕西', 'Shaanxi', [105.1, 31.4, 111.6, 39.9]),
  62: region('甘肃', 'Gansu', [92, 32.2, 109.1, 43.2]),
  63: region('青海', 'Qinghai', [89.1, 31.3, 103.4, 39.6]),
  64: region('宁夏', 'Ningxia', [103.9, 34.9, 108, 39.7]),
  65: region('新疆', 'Xinjiang', [73.1, 34, 96.8, 49.6]),
};

/** By a statistical code or a device code; null where it names no province of this list. */
export function provinceOf(code: string): Region | null {
  return PROVINCES[code.slice(0, 2)] ?? null;
}

export function contains(region: Region, longitudeDeg: number, latitudeDeg: number): boolean {
  return (
    longitudeDeg >= region.west &&
    longitudeDeg <= region.east &&
    latitudeDeg >= region.south &&
    latitudeDeg <= region.north
  );
}

/** Around a GeoJSON boundary, with `marginDeg` on each side. */
export function regionAround(name: string, boundary: object, marginDeg: number): Region {
  const numbers = (boundary as { coordinates: unknown[] }).coordinates.flat(3) as number[];
  const longitudes = numbers.filter((_, index) => index % 2 === 0);
  const latitudes = numbers.filter((_, index) => index % 2 === 1);
  return {
    name: { zh: name, en: name },
    west: least(longitudes) - marginDeg,
    south: least(latitudes) - marginDeg,
    east: most(longitudes) + marginDeg,
    north: most(latitudes) + marginDeg,
  };
}

/** Not `Math.min(...values)`: a boundary may hold more points than a call takes arguments. */
function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}
