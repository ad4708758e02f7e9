import { pagesPolicy } from './pages-policy.js';

const policyOf = (...[basemap, url = null]: [string, (string | null)?]) =>
  pagesPolicy({ basemap: basemap as 'raster', url })['content-security-policy']!;

describe('whom pages may ask', () => {
  it.each([
    ['no map', ['none']],
    ['a map of our own', ['pmtiles', '/maps/town.pmtiles']],
  ] as const)('is this service alone with %s', (_, [basemap, url]) => {
    expect(policyOf(basemap, url ?? null)).not.toMatch(/https?:|\*/);
  });

  it.each([
    ['raster', 'https://tiles.example:8443/{z}/{x}/{y}.png?key=1', 'https://tiles.example:8443'],
    ['pmtiles', 'http://10.0.0.5/town.pmtiles', 'http://10.0.0.5'],
    ['tianditu', null, 'https://*.tianditu.gov.cn'],
  ] as const)('is also where the tiles are: %s', (basemap, url, origin) => {
    const policy = policyOf(basemap, url).split('; ');
    expect(policy).toContain(`connect-src 'self' ${origin}`);
    expect(policy).toContain(`img-src 'self' data: blob: ${origin}`);
    expect(policy).toContain("script-src 'self'");
  });

  it('lets no address write further rules', () => {
    expect(policyOf('raster', 'https://a;script-src%20*/{z}/{x}/{y}')).not.toContain('script-src *');
    expect(policyOf('raster', 'https://a.example/{z}/{x}/{y};script-src *')).not.toContain('script-src *');
  });
});
