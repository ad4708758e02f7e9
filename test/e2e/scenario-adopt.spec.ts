import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeOnBothDatabases } from '../databases.js';
import { playScenario } from './play-scenario.js';

describeOnBothDatabases('a new user’s day, played through the API', (newDatabase) => {
  let dataDir: string;

  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'shouwang-scenario-'));
  });

  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('finds what was expected, from the import to the audit trail', async () => {
    const { code, lines } = await playScenario('adopt', join(dataDir, 'data'), await newDatabase());

    expect(lines.filter((line) => line.includes('WRONG'))).toEqual([]);
    expect([code, lines.at(-1)]).toEqual([0, 'scenario: 26 findings, 0 wrong']);
  }, 400_000);
});
