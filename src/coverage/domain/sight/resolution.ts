/** Least and most pixels that a picture of a camera is wide; other numbers are something else. */
const WIDTH_PX = { min: 160, max: 32_768 } as const;

/** Names of picture sizes by their width; `1080` also stands for 1080P and 1080i. */
const NAMED_PX: Readonly<Record<string, number>> = {
  QCIF: 176,
  CIF: 352,
  '2CIF': 704,
  HD1: 704,
  '4CIF': 704,
  D1: 704,
  标清: 704,
  QVGA: 320,
  VGA: 640,
  SVGA: 800,
  XGA: 1_024,
  SXGA: 1_280,
  UXGA: 1_600,
  QXGA: 2_048,
  '960H': 960,
  '480': 640,
  '576': 704,
  '720': 1_280,
  '960': 1_280,
  '1080': 1_920,
  '1296': 2_304,
  '1440': 2_560,
  '1520': 2_688,
  '1536': 2_048,
  '1620': 2_880,
  '1944': 2_592,
  '2160': 3_840,
  FHD: 1_920,
  全高清: 1_920,
  QHD: 2_560,
  UHD: 3_840,
  超高清: 3_840,
  '2K': 2_560,
  '3K': 2_880,
  '4K': 3_840,
  '5K': 5_120,
  '8K': 7_680,
};

/** What vendors sell as so many million pixels, by the width of its picture. */
const MEGAPIXELS_PX: Readonly<Record<string, number>> = {
  '0.3': 640,
  '0.4': 704,
  '1': 1_280,
  '1.3': 1_280,
  '2': 1_920,
  '2.1': 1_920,
  '3': 2_048,
  '4': 2_560,
  '5': 2_592,
  '6': 3_072,
  '8': 3_840,
  '8.3': 3_840,
  '9': 4_096,
  '12': 4_000,
};

/** Of GB/T 28181, annex F: QCIF, CIF, 4CIF, D1, 720P, 1080P. */
const CODED_PX: Readonly<Record<string, number>> = {
  '1': 176,
  '2': 352,
  '3': 704,
  '4': 704,
  '5': 1_280,
  '6': 1_920,
};

/**
 * How many pixels wide a picture is, from what people write: `1920*1080`, `1080P`, `4K`, `200万像素`, `2MP`, `D1`, or
 * the codes of GB/T 28181 (`6/5`). Of several the widest; null for what is none.
 */
export function pixelWidthOf(text: string): number | null {
  const plain = text.normalize('NFKC').toUpperCase().replaceAll(/\s/g, '');
  const widths = [sizesIn, namesIn, megapixelsIn, codesIn].map((read) => read(plain));
  const found = widths.find((each) => each.length > 0);
  if (!found) return null;
  const widest = Math.max(...found);
  return widest >= WIDTH_PX.min && widest <= WIDTH_PX.max ? widest : null;
}

function sizesIn(text: string): readonly number[] {
  return [...text.matchAll(/(\d{3,5})[*X×✕](\d{3,5})/g)].map(([, width]) => Number(width));
}

function namesIn(text: string): readonly number[] {
  return partsOf(text).flatMap(
    (part) => NAMED_PX[/^\d{3,4}[PI]$/.test(part) ? part.slice(0, -1) : part] ?? [],
  );
}

function megapixelsIn(text: string): readonly number[] {
  return partsOf(text).flatMap((part) => {
    const [, count, unit] = /^([\d.]+)(万像素|万|W|MP|M|百万像素|百万|像素)$/.exec(part) ?? [];
    if (count === undefined) return [];
    const millions = Number(count) * ({ 万像素: 0.01, 万: 0.01, W: 0.01, 像素: 1e-6 }[unit ?? ''] ?? 1);
    return widthOf(millions);
  });
}

/** Sizes that nobody sells by that number are taken as 4:3, the narrower of the usual pictures. */
function widthOf(millions: number): readonly number[] {
  if (!(millions > 0)) return [];
  const sold = MEGAPIXELS_PX[String(Math.round(millions * 10) / 10)];
  return [sold ?? Math.round(Math.sqrt((millions * 1e6 * 4) / 3))];
}

function codesIn(text: string): readonly number[] {
  const parts = partsOf(text);
  return parts.every((part) => part in CODED_PX) ? parts.map((part) => CODED_PX[part] ?? 0) : [];
}

function partsOf(text: string): readonly string[] {
  return text.split(/[/、,;()|]/).filter((part) => part !== '');
}
