import { existsSync } from 'node:fs';

/** A photograph that a Debian package brings; the project ships none. */
export interface Photograph {
  readonly key: string;
  readonly path: string;
  readonly package: string;
  /** Second of a film. */
  readonly atS?: number;
  readonly isNight?: true;
}

const LOMIRI = '/usr/share/backgrounds';
const MATE = '/usr/share/backgrounds/mate/nature';
const PLASMA = '/usr/share/wallpapers';
const PUZZLES = '/usr/share/palapeli/collection';
const OPENCV = '/usr/share/doc/opencv-doc/examples/data';
const STARS = '/usr/share/stellarium/landscapes';

function from(packageName: string, folder: string, files: readonly string[]): Photograph[] {
  return files.map((file) => ({
    key: file.replace(/^.*\/|\..*$/g, ''),
    path: `${folder}/${file}`,
    package: packageName,
  }));
}

function postcard(number: number): Photograph {
  return {
    key: `postcard${number}`,
    path: `/usr/share/doc/cimg-dev/html/img/postcard${number}.jpg`,
    package: 'cimg-doc',
  };
}

const FEW: readonly Photograph[] = [
  ...from('lomiri-wallpapers-16.04', LOMIRI, [
    'Bridge_by_Sander_Klootwijk.jpg',
    'Dragonfly_by_Bolly.jpg',
    'aitzgorri_by_Aitzol_Berasategi.jpg',
    'friends_by_Aitzol_Berasategi.jpg',
    'life_by_Aitzol_Berasategi.jpg',
    'picosdeeuropa_by_Aitzol_Berasategi.jpg',
    'greentock_by_Peter_Nerlich.jpg',
    'Wine_by_Jakkub_Mede.jpg',
  ]),
  ...from('palapeli-data', PUZZLES, ['castle-maintenon.jpg', 'citrus-fruits.jpg', 'european-honey-bee.jpg']),
  { key: 'cincinnati', path: `${PUZZLES}/cincinnati-bridge.jpg`, package: 'palapeli-data', isNight: true },
];

/** Streets, buildings, woods, snow, a film of a surveillance camera. */
const MORE: readonly Photograph[] = [
  ...from('mate-backgrounds', MATE, ['Dune.jpg', 'GreenMeadow.jpg', 'LadyBird.jpg', 'Storm.jpg']),
  ...['BytheWater', 'EveningGlow', 'FallenLeaf', 'Path', 'ColorfulCups'].map((name) => ({
    key: name,
    path: `${PLASMA}/${name}/contents/images/2560x1600.jpg`,
    package: 'plasma-workspace-wallpapers',
  })),
  ...from('opencv-doc', OPENCV, [
    'leuvenA.jpg',
    'building.jpg',
    'graf1.png',
    'aloeL.jpg',
    'squirrel_cls.jpg',
    'butterfly.jpg',
    'aero1.jpg',
    'board.jpg',
  ]),
  ...[2, 30, 55].map((atS) => ({
    key: `vtest${atS}`,
    path: `${OPENCV}/vtest.avi`,
    package: 'opencv-doc',
    atS,
  })),
  ...from('stellarium-data', STARS, [
    'garching/garching-gl1.png',
    'garching/garching-gl3.png',
    'guereins/guereins1.png',
    'guereins/guereins3.png',
    'guereins/guereins8.png',
    'hurricane/hurricane1.png',
    'hurricane/hurricane3.png',
    'hurricane/hurricane8.png',
  ]),
];

/** A second set of the kind; its mistakes were looked at, too. */
const AGAIN: readonly Photograph[] = [
  ...from('palapeli-data', PUZZLES, ['panther-chameleon-female.jpg']),
  ...from('lomiri-wallpapers-16.04', LOMIRI, [
    'seeding_by_Clements_Engelhardt.jpg',
    'sunset_by_Aitzol_Berasategi.jpg',
    'Picture_1A_by_freespace.jpg',
  ]),
  ...from('lomiri-wallpapers-20.04', LOMIRI, ['Kleiber_by_Lukas_Baubkus.jpg']),
  ...from('mate-backgrounds', MATE, ['FreshFlower.jpg', 'RainDrops.jpg', 'Blinds.jpg', 'YellowFlower.jpg']),
  {
    key: 'summer_1am',
    path: `${PLASMA}/summer_1am/contents/images/2560x1600.jpg`,
    package: 'plasma-workspace-wallpapers',
  },
  ...from('opencv-doc', OPENCV, ['fruits.jpg', 'rubberwhale1.png', 'leuvenB.jpg', 'graf3.png', 'aero3.jpg']),
  ...[10, 70].map((atS) => ({
    key: `vtest${atS}`,
    path: `${OPENCV}/vtest.avi`,
    package: 'opencv-doc',
    atS,
  })),
  ...from('stellarium-data', STARS, [
    'garching/garching-gl2.png',
    'guereins/guereins2.png',
    'guereins/guereins5.png',
    'guereins/guereins7.png',
    'hurricane/hurricane2.png',
    'hurricane/hurricane7.png',
  ]),
];

/**
 * Held out: further photographs in colour whose scene fills the frame, of places that none of the others shows, chosen by their
 * thumbnails before anything was measured on them.
 */
const FRESH: readonly Photograph[] = [
  ...from('opencv-doc', OPENCV, ['home.jpg', 'messi5.jpg', 'chicky_512.png']),
  ...from('opencv-doc', `${OPENCV}/..`, ['alphamat/input_images/plant.jpg', 'hfs/data/000.jpg']),
  ...from('opencv-doc', `${OPENCV}/../../opencv4/html`, ['pexels_double_decker_bus.jpg']),
  { key: 'tree5', path: `${OPENCV}/tree.avi`, package: 'opencv-doc', atS: 5 },
  ...from('mate-backgrounds', MATE, ['Garden.jpg', 'TwoWings.jpg']),
  {
    key: 'Kite',
    path: `${PLASMA}/Kite/contents/images/2560x1600.jpg`,
    package: 'plasma-workspace-wallpapers',
  },
  ...from('lomiri-wallpapers-20.04', LOMIRI, ['Picture_0B_by_freespace.jpg']),
  // Scans and webcam shots of postcards: soft, as cheap lenses are.
  ...[1, 2, 3, 4, 8, 11, 13, 14, 15, 24, 35, 39, 40, 53, 54, 56, 60, 64, 67, 69, 75, 76, 77, 78, 79].map(
    postcard,
  ),
  ...[61, 68].map((number) => ({ ...postcard(number), isNight: true as const })),
];

export const TRIED_PHOTOGRAPHS: readonly Photograph[] = [...FEW, ...MORE, ...AGAIN];
export const FRESH_PHOTOGRAPHS = FRESH;
/** One of each set, from small packages: the suite measures no more. */
export const FEW_PHOTOGRAPHS = [...FEW, ...FRESH].filter(({ key }) =>
  ['castle-maintenon', 'postcard78'].includes(key),
);

/** The packages that are missing, as one command; null where all are there. */
export function missingPackages(photographs: readonly Photograph[]): string | null {
  const missing = photographs.filter(({ path }) => !existsSync(path));
  if (missing.length === 0) return null;
  const packages = [...new Set(missing.map((photograph) => photograph.package))];
  return `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}
