import { TOKEN } from '../e2e/service.js';
import type { FirstDay } from './first-day.js';

const CAMERAS = 420;

/** More cameras than a table has rows at once. */
export function longTableStory(day: FirstDay): void {
  it('reaches the last of many cameras by one key, and the first again, with few rows on the page', async () => {
    await day.house.service.json('villages', { name: '长坡村', kind: 'village' });
    const rows = Array.from(
      { length: CAMERAS },
      (_, at) => `长坡 ${at + 1},长坡村,127.3.${at >> 8}.${at & 255}`,
    );
    await fetch(`${day.house.service.url}/api/v1/cameras/import?wait=true`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'text/csv' },
      body: ['设备名称,村/社区,IPV4', ...rows].join('\n'),
    });
    await day.page.goto('/register?q=cp');
    await day.status(`共 ${CAMERAS} 台`).waitFor();
    const first = day.page.getByRole('link', { name: '长坡 1', exact: true });
    await first.waitFor();
    await day.page.getByRole('region', { name: '台账' }).focus();
    await day.page.keyboard.press('End');
    await day.page.getByRole('link', { name: `长坡 ${CAMERAS}`, exact: true }).waitFor();
    expect(await first.count()).toBe(0);
    expect(await day.page.getByRole('row').count()).toBeLessThan(80);
    await day.page.keyboard.press('Home');
    await first.waitFor();
  });
}
