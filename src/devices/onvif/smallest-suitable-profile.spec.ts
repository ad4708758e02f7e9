import type { MediaProfile } from './device-facts.js';
import { smallestSuitableProfile } from './smallest-suitable-profile.js';

type Sketch = readonly [
  token: string,
  encoding: string | null,
  width: number | null,
  height: number | null,
  frameRate?: number,
];

const profiles = (sketches: readonly Sketch[]): MediaProfile[] =>
  sketches.map(([token, encoding, width, height, frameRate = null as number | null]) => {
    return { token, name: '', service: 'media', encoding, width, height, frameRate, gopLength: null };
  });

describe('smallestSuitableProfile', () => {
  it.each<[string, string | undefined, Sketch[]]>([
    [
      'the fewest pixels',
      'sub',
      [
        ['main', 'H264', 1920, 1080],
        ['sub', 'H265', 640, 360],
      ],
    ],
    [
      'not below 320 px of width',
      'sub',
      [
        ['tiny', 'H264', 176, 144],
        ['sub', 'H264', 320, 240],
      ],
    ],
    [
      'the largest where all are narrower',
      'b',
      [
        ['a', 'H264', 176, 144],
        ['b', 'JPEG', 240, 180],
      ],
    ],
    ['nothing without an encoder', undefined, [['a', null, null, null]]],
    [
      'nothing that we do not decode',
      'b',
      [
        ['a', 'MPEG4', 320, 240],
        ['b', 'H264', 1920, 1080],
      ],
    ],
    [
      'the lower frame rate among equals',
      'b',
      [
        ['a', 'H264', 640, 360, 25],
        ['b', 'H264', 640, 360, 5],
      ],
    ],
    [
      'a told frame rate before none',
      'b',
      [
        ['a', 'H264', 640, 360],
        ['b', 'H264', 640, 360, 30],
      ],
    ],
    [
      'the first of equals',
      'a',
      [
        ['a', 'H264', 640, 360],
        ['b', 'JPEG', 640, 360],
      ],
    ],
    ['one of unknown size where there is no other', 'a', [['a', 'H264', null, null]]],
    ['nothing of nothing', undefined, []],
  ])('takes %s', (_name, token, sketches) => {
    expect(smallestSuitableProfile(profiles(sketches))?.token).toBe(token);
  });
});
