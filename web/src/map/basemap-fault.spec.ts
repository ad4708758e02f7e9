import { describe, expect, it } from 'vitest';
import { basemapFault } from './basemap-fault.ts';

const refusal = (status: number) => Object.assign(new Error('AJAXError'), { status });

describe('why the map of the town is not there', () => {
  it.each([
    ['a key that is refused', refusal(403), 'refused', 403],
    ['too many calls', refusal(429), 'refused', 429],
    ['a wrong address', refusal(404), 'missing', 404],
    ['a server in trouble', refusal(502), 'failed', 502],
    ['an archive that is not there', new Error('Bad response code: 404'), 'missing', 404],
    [
      'an archive that is no archive',
      new Error('Wrong magic number for PMTiles archive'),
      'unreadable',
      null,
    ],
    ['a page instead of a picture', new Error('Could not load image because of …'), 'unreadable', null],
    ['a server that knows no parts', new Error('… supports HTTP Byte Serving.'), 'noRanges', null],
    ['nobody there', new TypeError('Failed to fetch'), 'silent', null],
    ['a status of nothing', refusal(0), 'silent', null],
    ['nothing at all', undefined, 'silent', null],
  ] as const)('is told of %s', (_, cause, reason, status) => {
    expect(basemapFault(cause)).toEqual({ reason, status });
  });
});
