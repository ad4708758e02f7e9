import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeOnBothDatabases } from '../databases.js';
import { playScenario } from './play-scenario.js';

describeOnBothDatabases('cameras that fall and are mended, and the places that they see', (newDatabase) => {
  let dataDir: string;

  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'shouwang-scenario-'));
  });

  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('are as expected in the API and on /metrics, each within two seconds', async () => {
    const { code, lines } = await playScenario('gaps', join(dataDir, 'data'), await newDatabase());

    expect(lines.filter((line) => line.includes('WRONG'))).toEqual([]);
    expect([code, lines.at(-1)]).toEqual([0, 'scenario: 31 findings, 0 wrong']);
  }, 400_000);
});
